package dev.venom.runtime.supervisor.systemd.internal.unit;

/** The rule that lets a user control one unit (polkit(8), org.freedesktop.systemd1(5)). */
public final class PolkitRule {
    /** Where an administrator's rules are. */
    public static final String FILE = "/etc/polkit-1/rules.d/50-venom.rules";

    private static final String TEXT = """
            polkit.addRule(function(action, subject) {
                if (action.id == "org.freedesktop.systemd1.manage-units"
                        && subject.user == %s
                        && action.lookup("unit") == %s
                        && ["start", "stop", "restart", "reset-failed", "kill"].indexOf(action.lookup("verb")) >= 0) {
                    return polkit.Result.YES;
                }
            });
            """;

    private PolkitRule() {}

    /** The text of a rule, which takes effect as soon as it stands in its directory. */
    public static String text(String unit, String user) {
        return String.format(TEXT, literal(user), literal(unit));
    }

    private static String literal(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
