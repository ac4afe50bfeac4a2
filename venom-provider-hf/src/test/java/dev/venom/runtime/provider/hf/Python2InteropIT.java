package dev.venom.runtime.provider.hf;

/** With huggingface_hub 2.4, which speaks through httpx2. Needs {@code VENOM_TEST_PYTHON_2}, a Python that has it. */
class Python2InteropIT extends PythonInteropScenarios {
    Python2InteropIT() {
        super("VENOM_TEST_PYTHON_2", "2.4");
    }
}
