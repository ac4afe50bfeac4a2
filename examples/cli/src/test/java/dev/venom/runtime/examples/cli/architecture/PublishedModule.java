package dev.venom.runtime.examples.cli.architecture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A published module as it lies on the class path, in a jar or in a directory of classes. */
record PublishedModule(ModuleReference reference) {
    static final String API = "dev.venom.runtime.api";
    static final String CORE = "dev.venom.runtime.core";

    private static final String PREFIX = "dev.venom.runtime.";
    private static final String SERVICES = "META-INF/services/";

    /** Every published module, the programs of the examples left out: they are not modules. */
    static List<PublishedModule> all() {
        try {
            return Collections.list(PublishedModule.class.getClassLoader().getResources("module-info.class")).stream()
                    .flatMap(PublishedModule::at)
                    .filter(module -> module.name().startsWith(PREFIX))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PublishedModule named(String name) {
        return all().stream()
                .filter(module -> module.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    private static Stream<PublishedModule> at(URL descriptor) {
        return ModuleFinder.of(root(descriptor)).findAll().stream().map(PublishedModule::new);
    }

    private static Path root(URL descriptor) {
        try {
            URLConnection connection = descriptor.openConnection();
            URI place = connection instanceof JarURLConnection jar
                    ? jar.getJarFileURL().toURI()
                    : descriptor.toURI().resolve(".");
            return Path.of(place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("No place on disk: " + descriptor, e);
        }
    }

    String name() {
        return reference.descriptor().name();
    }

    Set<String> packages() {
        return reference.descriptor().packages();
    }

    Set<String> exportedPackages() {
        return reference.descriptor().exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
    }

    Set<String> requiredSiblings() {
        return reference.descriptor().requires().stream()
                .map(ModuleDescriptor.Requires::name)
                .filter(required -> required.startsWith(PREFIX))
                .collect(Collectors.toSet());
    }

    /** Implementations by service, as {@code module-info} has them. */
    Map<String, Set<String>> providedByDescriptor() {
        return reference.descriptor().provides().stream()
                .collect(Collectors.toMap(
                        ModuleDescriptor.Provides::service, provides -> Set.copyOf(provides.providers())));
    }

    /** Implementations by service, as {@code META-INF/services} has them. */
    Map<String, Set<String>> providedByFiles() {
        try (ModuleReader reader = reference.open();
                Stream<String> resources = reader.list()) {
            return resources
                    .filter(resource -> resource.startsWith(SERVICES) && !resource.endsWith("/"))
                    .collect(Collectors.toMap(
                            resource -> resource.substring(SERVICES.length()), resource -> lines(reader, resource)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> lines(ModuleReader reader, String resource) {
        try (InputStream bytes = reader.open(resource).orElseThrow();
                BufferedReader text = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            return text.lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
