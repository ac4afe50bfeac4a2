package dev.venom.runtime.core.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentKindTest {
    @ParameterizedTest
    @CsvSource({
        "PICKLE, 80025d71002e",
        "PICKLE, 80049516000000",
        "PICKLE, 63706f7369780a73797374656d0a",
        "PICKLE, 286c70300a",
        "ARCHIVE, 504b030414000000",
        "ARCHIVE, 1f8b0800",
        "ARCHIVE, fd377a585a000004",
        "ARCHIVE, 28b52ffd2400",
        "ARCHIVE, 789c0300",
        "ARCHIVE, 377abcaf271c0004",
        "HDF5, 894844460d0a1a0a00",
        "PROGRAM, 7f454c46020101",
        "PROGRAM, 4d5a9000030000",
        "PROGRAM, cafebabe00000037",
        "PROGRAM, cffaedfe07000001",
        "PROGRAM, 0061736d01000000",
        "PROGRAM, aced000573720001",
        "GGUF, 4747554603000000",
        "CTRANSLATE2, 060000000c0057686973706572537065630003000000",
        "OTHER, 060000000c0057686973706572",
        "OTHER, 000102030405",
    })
    void firstBytesTell(ContentKind kind, String hex) {
        byte[] first = HexFormat.of().parseHex(hex);

        assertThat(ContentKind.of(first)).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html><html>error</html>",
                "\n  <html lang=\"en\">",
                "\ufeff<!doctype HTML>",
                "<?xml version=\"1.0\"?>\n<Error><Code>AccessDenied</Code></Error>"
            })
    void pagesAreKnownHoweverTheyBegin(String page) {
        assertThat(ContentKind.of(page.getBytes(StandardCharsets.UTF_8))).isEqualTo(ContentKind.WEB_PAGE);
    }

    @Test
    void pointersAreKnown() {
        assertThat(text("version https://git-lfs.github.com/spec/v1\noid sha256:44\nsize 1\n"))
                .isEqualTo(ContentKind.POINTER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain words",
                "MZ is no program here",
                "BZh neither",
                "x: [1, 2]\n\tn\u00e4mlich",
                "cat\nis a word"
            })
    void textIsText(String text) {
        assertThat(text(text)).isEqualTo(ContentKind.TEXT);
    }

    @Test
    void textMayBeCutInACharacter() {
        byte[] text = "\u00e4\u00e4\u00e4".getBytes(StandardCharsets.UTF_8);

        assertThat(ContentKind.of(Arrays.copyOf(text, 5))).isEqualTo(ContentKind.TEXT);
    }

    @Test
    void scriptsArePrograms() {
        assertThat(text("#!/bin/sh\nrm -r /\n")).isEqualTo(ContentKind.PROGRAM);
    }

    @Test
    void arraysOfObjectsAreToldFromArraysOfNumbers() {
        assertThat(array("|O")).isEqualTo(ContentKind.OBJECT_ARRAY);
        assertThat(array("<f4").runsCode()).isFalse();
    }

    @Test
    void nothingIsEmpty() {
        assertThat(ContentKind.of(new byte[0])).isEqualTo(ContentKind.EMPTY);
    }

    @Test
    void tarsAreKnownByTheirMark() {
        byte[] tar = new byte[ContentKind.LENGTH];
        tar[0] = 'a';
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);

        assertThat(ContentKind.of(tar)).isEqualTo(ContentKind.ARCHIVE);
    }

    @Test
    void safetensorsAreKnownWithoutTheirName() {
        assertThat(ContentKind.of(SafetensorsBytes.withHeader("{}", 0))).isEqualTo(ContentKind.SAFETENSORS);
    }

    private static ContentKind text(String text) {
        return ContentKind.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ContentKind array(String type) {
        return ContentKind.of(("\u0093NUMPY\u0001\u0000v\u0000{'descr': '" + type + "', 'shape': (1,), }")
                .getBytes(StandardCharsets.ISO_8859_1));
    }
}
