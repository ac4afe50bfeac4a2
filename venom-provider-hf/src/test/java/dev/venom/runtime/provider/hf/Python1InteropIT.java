package dev.venom.runtime.provider.hf;

/** With huggingface_hub 1.33. Needs {@code VENOM_TEST_PYTHON}, a Python that has it. */
class Python1InteropIT extends PythonInteropScenarios {
    Python1InteropIT() {
        super("VENOM_TEST_PYTHON", "1.33");
    }
}
