package dev.venom.runtime.core.internal.gpu;

/**
 * What an NVML function returned ({@code nvmlReturn_t} of nvml.h). Immutable.
 *
 * @param value the number
 */
record NvmlCode(int value) {
    static final NvmlCode SUCCESS = new NvmlCode(0);
    static final NvmlCode UNINITIALIZED = new NvmlCode(1);
    static final NvmlCode NO_PERMISSION = new NvmlCode(4);
    static final NvmlCode INSUFFICIENT_SIZE = new NvmlCode(7);
    static final NvmlCode FUNCTION_NOT_FOUND = new NvmlCode(13);

    boolean isSuccess() {
        return value == SUCCESS.value;
    }

    boolean is(NvmlCode other) {
        return value == other.value;
    }

    /** Whether the device is gone until somebody resets it or starts the host again. */
    boolean isLostDevice() {
        return value == 15 || value == 16;
    }

    /** What it means, and what to do about it. */
    String words() {
        return switch (value) {
            case 0 -> "success";
            case 1 -> "the library is not initialized";
            case 2 -> "an argument is invalid";
            case 3 -> "the device does not support it";
            case 4 -> "this user may not ask";
            case 6 -> "there is no such device";
            case 7 -> "the answer is longer than expected";
            case 8 -> "the device has not enough power: check its power cables";
            case 9 -> "the driver is not loaded: load the module nvidia";
            case 10 -> "the driver has timed out";
            case 11 -> "the driver has a problem with an interrupt";
            case 12 -> "a part of the driver is missing";
            case 13 -> "this driver does not know the function";
            case 14 -> "the device's settings memory is corrupt";
            case 15 -> "the GPU has fallen off the bus: restart the host";
            case 16 -> "the GPU needs a reset";
            case 17 -> "the operating system or a control group blocks the GPU";
            case 18 -> "driver and library are of different versions: restart the host, or load the driver again";
            case 19 -> "the device is in use";
            case 20 -> "the driver is out of memory";
            case 25 -> "driver and library disagree about a structure";
            default -> "error " + value;
        };
    }
}
