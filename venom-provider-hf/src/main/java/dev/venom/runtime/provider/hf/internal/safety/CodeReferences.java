package dev.venom.runtime.provider.hf.internal.safety;

import static dev.venom.runtime.provider.hf.internal.safety.PythonDocument.textsWithin;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.venom.runtime.api.model.RelativePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one file of a model says about code that is to be loaded with it. Members are looked for at any depth:
 * loaders hand the configurations of a model's parts on to one another. Confined to one thread.
 */
final class CodeReferences {
    private static final int MOST_TEXTS = 1_000;
    /** {@code other/repo--module.Class}: the module comes from another repository, at whatever it holds that day. */
    private static final Pattern OTHER_REPOSITORY = Pattern.compile("([\\w.-]+(?:/[\\w.-]+)?)--.+");

    private static final Pattern KERNEL = Pattern.compile("([^/:@\\s]+/[^/:@\\s]+)(?:@[^:]+)?(?::.+)?");
    private static final Pattern QUALIFIED_NAME = Pattern.compile("[A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)+");
    /** Libraries that somebody has installed on purpose; what else is named is looked for beside the model. */
    private static final Set<String> LIBRARIES = Set.of(
            "torch",
            "torchaudio",
            "torchvision",
            "transformers",
            "diffusers",
            "peft",
            "timm",
            "sentence_transformers",
            "speechbrain",
            "hyperpyyaml",
            "open_clip",
            "optimum",
            "trl");

    private static final Pattern YAML_OBJECT =
            Pattern.compile("!(?:new|name|apply|module):\\s*([\\w.]+)|!!?python/\\S+");

    private final RelativePath path;
    private final Set<String> files;
    private final Set<String> reasons = new LinkedHashSet<>();

    CodeReferences(RelativePath path, Set<String> files) {
        this.path = path;
        this.files = files;
    }

    /** Also what was found before a document proved unreadable. */
    Set<String> reasons() {
        return reasons;
    }

    void look(byte[] document) {
        if (isNamed(".yaml") || isNamed(".yml")) {
            recipe(new String(document, StandardCharsets.UTF_8));
        } else {
            new PythonDocument(document).members(this::member);
        }
    }

    private void member(String name, JsonParser value) throws IOException {
        switch (name) {
            case "auto_map", "custom_pipelines", "custom_generate" -> anyText(name, value);
            case "model_file" -> texts(name, value, text -> text.endsWith(".py"));
            case "parent_library" -> texts(name, value, CodeReferences::isForeign);
            case "activation_function", "activation_fn", "sbert_ce_default_activation_function" ->
                texts(name, value, text -> QUALIFIED_NAME.matcher(text).matches() && isForeign(text));
            case "attn_implementation", "_attn_implementation", "experts_implementation" -> kernels(value);
            case "trust_remote_code" -> flag(name, value);
            case "class_name" -> texts(name, value, "Lambda"::equals);
            case "type", "types" -> module(name, value);
            default -> pipelinePart(name, value);
        }
    }

    private void anyText(String name, JsonParser value) throws IOException {
        texts(name, value, text -> !text.isBlank());
    }

    private void texts(String name, JsonParser value, Predicate<String> isCode) throws IOException {
        List<String> code =
                textsWithin(value, MOST_TEXTS).stream().filter(isCode).toList();
        if (!code.isEmpty()) {
            reasons.add(name + " in " + path + origins(code));
        }
    }

    /** Attention that is a repository's name is compiled code fetched from there. */
    private void kernels(JsonParser value) throws IOException {
        for (String text : textsWithin(value, MOST_TEXTS)) {
            Matcher kernel = KERNEL.matcher(text);
            if (kernel.matches()) {
                reasons.add("kernels named in " + path + ", from " + kernel.group(1));
            }
        }
    }

    private void flag(String name, JsonParser value) {
        if (value.currentToken() == JsonToken.VALUE_TRUE) {
            reasons.add(name + " in " + path);
        }
    }

    /** The classes of which a sentence-transformers model is made. */
    private void module(String name, JsonParser value) throws IOException {
        if (isNamed("modules.json") || isNamed("router_config.json")) {
            texts(name, value, CodeReferences::isForeign);
        }
    }

    /** In an index of diffusers each part is a library and a class; the library may be a file beside the part. */
    private void pipelinePart(String name, JsonParser value) throws IOException {
        if (!isNamed("model_index.json") || value.currentToken() != JsonToken.START_ARRAY) {
            return;
        }
        List<String> libraryAndClass = textsWithin(value, 2);
        if (libraryAndClass.isEmpty()) {
            return;
        }
        String library = libraryAndClass.get(0);
        boolean isOwn = name.equals("_class_name")
                || files.contains(sibling(name + "/" + library + ".py"))
                || OTHER_REPOSITORY.matcher(library).matches()
                || library.indexOf('/') >= 0;
        if (isOwn) {
            reasons.add(name + " in " + path + origins(libraryAndClass));
        }
    }

    private String sibling(String name) {
        String own = path.text();
        return own.substring(0, own.length() - path.fileName().length()) + name;
    }

    private void recipe(String yaml) {
        Matcher object = YAML_OBJECT.matcher(yaml);
        while (object.find()) {
            if (object.group(1) == null || isForeign(object.group(1))) {
                reasons.add(object.group() + " in " + path);
                return;
            }
        }
    }

    private static boolean isForeign(String qualifiedName) {
        return !LIBRARIES.contains(qualifiedName.split("\\.", 2)[0]);
    }

    private static String origins(List<String> references) {
        List<String> repositories = references.stream()
                .map(OTHER_REPOSITORY::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .distinct()
                .limit(3)
                .toList();
        return repositories.isEmpty() ? "" : ", from " + String.join(" and ", repositories);
    }

    private boolean isNamed(String end) {
        return path.fileName().toLowerCase(Locale.ROOT).endsWith(end);
    }
}
