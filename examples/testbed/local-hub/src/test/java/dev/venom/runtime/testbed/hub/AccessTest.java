package dev.venom.runtime.testbed.hub;

import static dev.venom.runtime.testbed.hub.HubClient.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.testbed.hub.repository.Access;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may read what, and how the others are told. */
class AccessTest {

    private static final String[] ALICE = {"Authorization", "Bearer hf_alice"};
    private static final String[] BOB = {"Authorization", "Bearer hf_bob"};
    private static final String[] STRANGER = {"Authorization", "Bearer hf_unknown"};

    private final LocalHub hub = LocalHub.builder()
            .repository(repository("open", Access.PUBLIC))
            .repository(repository("gated", Access.GATED_MANUAL))
            .repository(repository("private", Access.PRIVATE))
            .repository(repository("disabled", Access.DISABLED))
            .account("alice", "hf_alice", "org/gated", "org/private")
            .account("bob", "hf_bob")
            .start();
    private final HubClient client = new HubClient(hub);

    @AfterEach
    void close() {
        hub.close();
    }

    private static HubRepository repository(String name, Access access) {
        return HubRepository.named("org/" + name)
                .file("config.json", "{}")
                .access(access)
                .build();
    }

    private static String config(String name) {
        return "/org/" + name + "/resolve/main/config.json";
    }

    @Test
    void gatedFilesAreForThoseWhoWereAccepted() throws Exception {
        HttpResponse<byte[]> anonymous = client.get(config("gated"));
        HttpResponse<byte[]> notAccepted = client.get(config("gated"), BOB);

        assertThat(anonymous.statusCode()).isEqualTo(401);
        assertThat(header(anonymous, "X-Error-Code")).isEqualTo("GatedRepo");
        assertThat(notAccepted.statusCode()).isEqualTo(403);
        assertThat(header(notAccepted, "X-Error-Code")).isEqualTo("GatedRepo");
        assertThat(client.get(config("gated"), ALICE).statusCode()).isEqualTo(200);
    }

    @Test
    void gatedModelsAreKnownToAll() throws Exception {
        assertThat(client.json("/api/models/org/gated").path("gated").asText()).isEqualTo("manual");
        assertThat(client.json("/api/models?gated=true").findValuesAsText("id")).containsExactly("org/gated");
    }

    @Test
    void accessCanBeAskedWithoutAFile() throws Exception {
        String check = "/api/models/org/gated/auth-check";

        assertThat(client.get(check).statusCode()).isEqualTo(401);
        assertThat(client.get(check, BOB).statusCode()).isEqualTo(403);
        assertThat(client.get(check, ALICE).statusCode()).isEqualTo(200);
    }

    @Test
    void anAcceptedUserGetsIn() throws Exception {
        hub.accounts().grant("hf_bob", "org/gated");

        assertThat(client.get(config("gated"), BOB).statusCode()).isEqualTo(200);
    }

    @Test
    void privateModelsDoNotExistForOthers() throws Exception {
        HttpResponse<byte[]> anonymous = client.get("/api/models/org/private");
        HttpResponse<byte[]> other = client.get("/api/models/org/private", BOB);

        assertThat(anonymous.statusCode()).isEqualTo(401);
        assertThat(header(anonymous, "X-Error-Code")).isEqualTo("RepoNotFound");
        assertThat(other.statusCode()).isEqualTo(404);
        assertThat(header(other, "X-Error-Code")).isEqualTo("RepoNotFound");
        assertThat(client.get("/api/models/org/private", ALICE).statusCode()).isEqualTo(200);
        assertThat(client.json("/api/models?search=private")).isEmpty();
        assertThat(client.json("/api/models?search=private", ALICE)).hasSize(1);
    }

    @Test
    void missingModelsLookTheSame() throws Exception {
        HttpResponse<byte[]> missing = client.get("/api/models/org/missing");

        assertThat(missing.statusCode()).isEqualTo(401);
        assertThat(header(missing, "X-Error-Code")).isEqualTo("RepoNotFound");
    }

    @Test
    void disabledModelsSaySo() throws Exception {
        HttpResponse<byte[]> response = client.get(config("disabled"), ALICE);

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(header(response, "X-Error-Message")).isEqualTo("Access to this resource is disabled.");
    }

    @Test
    void badTokensAreRefusedEverywhere() throws Exception {
        for (String path : new String[] {config("open"), "/api/models", "/api/whoami-v2"}) {
            HttpResponse<byte[]> response = client.get(path, STRANGER);

            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(header(response, "X-Error-Message")).isEqualTo("Invalid credentials in Authorization header");
        }
    }

    @Test
    void aTokenTellsItsOwner() throws Exception {
        assertThat(client.json("/api/whoami-v2", ALICE).path("name").asText()).isEqualTo("alice");
        hub.accounts().revoke("hf_alice");
        assertThat(client.get("/api/whoami-v2", ALICE).statusCode()).isEqualTo(401);
    }

    @Test
    void accessChangesWhileTheHubRuns() throws Exception {
        hub.repository("org/open").restrict(Access.DISABLED);

        assertThat(client.get(config("open")).statusCode()).isEqualTo(403);
    }

    @Test
    void unknownRevisionsAndFilesHaveTheirCodes() throws Exception {
        HttpResponse<byte[]> revision = client.get("/org/open/resolve/nowhere/config.json");
        HttpResponse<byte[]> file = client.head("/org/open/resolve/main/nowhere.json");

        assertThat(revision.statusCode()).isEqualTo(404);
        assertThat(header(revision, "X-Error-Code")).isEqualTo("RevisionNotFound");
        assertThat(file.statusCode()).isEqualTo(404);
        assertThat(header(file, "X-Error-Code")).isEqualTo("EntryNotFound");
        assertThat(header(file, "X-Repo-Commit"))
                .isEqualTo(hub.repository("org/open").head().id());
    }

    @Test
    void renamedModelsRedirect() throws Exception {
        hub.repositories().renamed("old/name", "org/open");
        HttpResponse<byte[]> info = client.get("/api/models/old/name/tree/main?recursive=true");
        HttpResponse<byte[]> file = client.head("/old/name/resolve/main/config.json");

        assertThat(info.statusCode()).isEqualTo(307);
        assertThat(header(info, "Location")).isEqualTo("/api/models/org/open/tree/main?recursive=true");
        assertThat(header(file, "Location")).isEqualTo(config("open"));
    }
}
