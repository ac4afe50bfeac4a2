package dev.venom.runtime.examples.cli.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The concepts of the core and what each is built on: a concept is a package directly below {@code internal} with all
 * that is in it, or the facade. Its level is one above the highest that it uses.
 */
final class PackageLevels {
    static final String FACADE = "ModelManager";

    private static final String ROOT = "dev.venom.runtime.core";
    private static final String INTERNAL = ROOT + ".internal.";

    private final Map<String, Set<String>> uses = new TreeMap<>();

    PackageLevels(JavaClasses classes) {
        for (JavaClass user : classes) {
            if (isOfTheCore(user)) {
                uses.computeIfAbsent(concept(user), first -> new TreeSet<>());
                user.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                        .filter(PackageLevels::isOfTheCore)
                        .forEach(used -> add(concept(user), concept(used)));
            }
        }
    }

    Set<String> concepts() {
        return uses.keySet();
    }

    boolean uses(String user, String used) {
        return uses.getOrDefault(user, Set.of()).contains(used);
    }

    /** The lowest level first. */
    List<Set<String>> levels() {
        List<Set<String>> levels = new ArrayList<>();
        uses.keySet().stream().sorted(Comparator.comparing(this::level)).forEach(concept -> {
            while (levels.size() <= level(concept)) {
                levels.add(new TreeSet<>());
            }
            levels.get(level(concept)).add(concept);
        });
        return levels;
    }

    /** What it is built on, without what follows from the rest. */
    Set<String> foundations(String concept) {
        Set<String> foundations = new TreeSet<>();
        for (String used : uses.get(concept)) {
            boolean follows = uses.get(concept).stream()
                    .filter(other -> !other.equals(used))
                    .anyMatch(other -> below(other).contains(used));
            if (!follows) {
                foundations.add(used);
            }
        }
        return foundations;
    }

    private int level(String concept) {
        return uses.get(concept).stream().mapToInt(this::level).max().orElse(-1) + 1;
    }

    private Set<String> below(String concept) {
        Set<String> below = new HashSet<>(uses.get(concept));
        uses.get(concept).forEach(used -> below.addAll(below(used)));
        return below;
    }

    private void add(String user, String used) {
        uses.computeIfAbsent(used, first -> new TreeSet<>());
        if (!user.equals(used)) {
            uses.get(user).add(used);
        }
    }

    private static boolean isOfTheCore(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(INTERNAL);
    }

    private static String concept(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? FACADE : name.substring(INTERNAL.length()).split("\\.")[0];
    }
}
