package dev.venom.runtime.testbed.hub.endpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.testbed.hub.repository.Commit;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import dev.venom.runtime.testbed.hub.wire.Query;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** {@code GET /api/models/{id}/tree/{revision}[/{path}]}. */
final class TreeEndpoint {

    private final int pageSize;

    TreeEndpoint(int pageSize) {
        this.pageSize = pageSize;
    }

    Response answer(Request request, HubRepository model, RevisionPath target) throws HttpErrorException {
        Commit commit = AccessControl.commit(model, target.revision());
        List<Supplier<ObjectNode>> entries = entries(model, commit, target.path(), request.query());
        if (entries.isEmpty() && !target.path().isEmpty()) {
            throw new HttpErrorException(HubErrors.entryNotFound(commit));
        }
        Page<Supplier<ObjectNode>> page = Page.of(entries, request, pageSize);
        ArrayNode tree = JsonAnswer.JSON.createArrayNode();
        page.items().forEach(entry -> tree.add(entry.get()));
        return page.link(JsonAnswer.of(tree));
    }

    /** Directories first. An entry is described only when its page is asked for. */
    private static List<Supplier<ObjectNode>> entries(HubRepository model, Commit commit, String below, Query query) {
        FileEntry describe = new FileEntry(
                model, commit, query.asksFor("expand") ? FileEntry.Detail.EXPANDED : FileEntry.Detail.BASIC);
        String prefix = below.isEmpty() ? "" : below + "/";
        boolean recursive = query.asksFor("recursive");
        List<Supplier<ObjectNode>> entries = new ArrayList<>();
        describe.directories().stream()
                .filter(path -> isListed(path, prefix, recursive))
                .forEach(path -> entries.add(() -> describe.directory(path)));
        commit.files().values().stream()
                .filter(file -> isListed(file.path(), prefix, recursive))
                .forEach(file -> entries.add(() -> describe.file(file)));
        return entries;
    }

    private static boolean isListed(String path, String prefix, boolean recursive) {
        return path.startsWith(prefix) && (recursive || path.indexOf('/', prefix.length()) < 0);
    }
}
