package dev.venom.runtime.core.internal.partial;

/**
 * What a journal says.
 *
 * @param header whose it is
 * @param recorded all extents that were written to the data file
 * @param synced those that had reached the device
 * @param extentCount how many extent lines it has
 * @param goodBytes length of the part that is whole
 */
record JournalContent(JournalHeader header, ExtentSet recorded, ExtentSet synced, long extentCount, long goodBytes) {
    /**
     * What may be believed: a killed process loses nothing that it had written, a machine without power
     * loses what was not synced.
     */
    ExtentSet trusted(String currentBootId) {
        return header.bootId().equals(currentBootId) ? recorded : synced;
    }
}
