package dev.venom.runtime.supervisor.process.internal.tree;

import java.util.Optional;

/**
 * What is known of a runtime's processes before the first one runs. Immutable.
 *
 * @param marker the value of {@link #VARIABLE} in the environment with which it is started
 * @param userId whose it will be
 * @param titlePrefix what the titles of its workers begin with, where they give themselves titles
 * @param launchGroup the control group in which it is started: that of its host, not one of its own
 */
public record LaunchMark(String marker, long userId, Optional<String> titlePrefix, Optional<String> launchGroup) {
    /** The variable that every process of a runtime inherits, unless it overwrites its environment. */
    public static final String VARIABLE = "VENOM_RUNTIME";

    /** The variable from which vLLM takes the start of its workers' titles ({@code vllm/utils/system_utils.py}). */
    public static final String TITLE_VARIABLE = "VLLM_PROCESS_NAME_PREFIX";
}
