package dev.venom.runtime.core.internal.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What a file is, told by its first bytes, where its name does not tell or may not be believed. */
enum ContentKind {
    /** Nothing at all. */
    EMPTY("is empty"),
    /** What Git keeps in the place of a large file. */
    POINTER("is a pointer of Git LFS, not the file it stands for"),
    /** What a proxy or a login page answers. */
    WEB_PAGE("is a web page"),
    /** Objects of Python, which run code as they are loaded. */
    PICKLE("holds Python objects"),
    /** Arrays of Python objects. */
    OBJECT_ARRAY("is an array of Python objects"),
    /** An archive that may hold anything, Python objects mostly. */
    ARCHIVE("is an archive that may hold Python objects or programs"),
    /** A Keras model may hold layers that are code. */
    HDF5("is an HDF5 file, in which layers may be code"),
    /** A program, a library, a script, compiled code. */
    PROGRAM("is a program"),
    /** GGUF, little-endian. */
    GGUF("is a GGUF file"),
    /** A length and a JSON object, as safetensors begin. */
    SAFETENSORS("is a safetensors file"),
    /** A version and the name of a specification, as models of CTranslate2 begin. */
    CTRANSLATE2("is a model of CTranslate2"),
    /** Text without control characters. */
    TEXT("is text"),
    /** Anything else. */
    OTHER("is of a kind that is not known");

    /** So many bytes are enough for every kind. */
    static final int LENGTH = 512;

    private static final Pattern PAGE =
            Pattern.compile("<(?:!doctype\\s+html|html|head|body|\\?xml[^>]*\\?>\\s*<(?:!doctype|html|error))");
    private static final String POINTER_START = "version https://git-lfs.github.com/spec/";
    /** Programs written before Python 2.3 still write these: a list, a map or a class by its name. */
    private static final Pattern FIRST_PICKLES = Pattern.compile(
            "(?s)(?:\\((?:lp|dp|i[\\w.]+\\n)|c[A-Za-z_][\\w.]*\\n[A-Za-z_]\\w*\\n|[\\]}]q[\\x00-\\xff]|\\(?[\\]})lcd]\\.).*");

    private static final Pattern PROGRAM_TEXT = Pattern.compile("#!|!<arch>");

    /** Which no pickle and no archive begins with: 1 to 15 stand for no operation of Python's. */
    private static final Pattern CTRANSLATE2_START =
            Pattern.compile("(?s)[\\x01-\\x0f]\\x00{3}.\\x00[A-Z][A-Za-z0-9]{3,60}Spec\\x00.*");

    private static final Map<String, ContentKind> SIGNATURES = Map.ofEntries(
            Map.entry("504b0304", ARCHIVE),
            Map.entry("504b0506", ARCHIVE),
            Map.entry("1f8b", ARCHIVE),
            Map.entry("425a68", ARCHIVE),
            Map.entry("fd377a585a00", ARCHIVE),
            Map.entry("28b52ffd", ARCHIVE),
            Map.entry("04224d18", ARCHIVE),
            Map.entry("377abcaf271c", ARCHIVE),
            Map.entry("526172211a07", ARCHIVE),
            Map.entry("5d00008000", ARCHIVE),
            Map.entry("7801", ARCHIVE),
            Map.entry("785e", ARCHIVE),
            Map.entry("789c", ARCHIVE),
            Map.entry("78da", ARCHIVE),
            Map.entry("894844460d0a1a0a", HDF5),
            Map.entry("7f454c46", PROGRAM),
            Map.entry("4d5a", PROGRAM),
            Map.entry("2321", PROGRAM),
            Map.entry("cafebabe", PROGRAM),
            Map.entry("feedface", PROGRAM),
            Map.entry("feedfacf", PROGRAM),
            Map.entry("cefaedfe", PROGRAM),
            Map.entry("cffaedfe", PROGRAM),
            Map.entry("0061736d", PROGRAM),
            Map.entry("aced0005", PROGRAM),
            Map.entry("213c617263683e", PROGRAM),
            Map.entry("4c00000001140200", PROGRAM),
            Map.entry("47475546", GGUF));
    private static final int LONGEST_SIGNATURE = 8;
    private static final int TAR_MARK = 257;
    private static final int HIGHEST_PICKLE_PROTOCOL = 5;
    private static final long LONGEST_HEADER_BYTES = 100_000_000;

    private final String words;

    ContentKind(String words) {
        this.words = words;
    }

    /** What is said of such a file, behind its name. */
    String words() {
        return words;
    }

    /** Whether loading or starting it can run code. */
    boolean runsCode() {
        return this == PICKLE || this == OBJECT_ARRAY || this == ARCHIVE || this == HDF5 || this == PROGRAM;
    }

    /** Whether such a file stands where another should be. */
    boolean isNoModel() {
        return this == EMPTY || this == POINTER || this == WEB_PAGE;
    }

    /** Judges the first bytes of a file, all of them where it is short. */
    static ContentKind of(byte[] first) {
        if (first.length == 0) {
            return EMPTY;
        }
        String latin = new String(first, StandardCharsets.ISO_8859_1);
        if (latin.startsWith(POINTER_START)) {
            return POINTER;
        }
        if (PAGE.matcher(latin.strip().replace("\u00ef\u00bb\u00bf", "").toLowerCase(Locale.ROOT))
                .lookingAt()) {
            return WEB_PAGE;
        }
        if (isPickle(first) || FIRST_PICKLES.matcher(latin).matches()) {
            return PICKLE;
        }
        if (latin.startsWith("\u0093NUMPY")) {
            return latin.contains("|O") || latin.contains("'O'") ? OBJECT_ARRAY : OTHER;
        }
        if (isText(first) && !PROGRAM_TEXT.matcher(latin).lookingAt()) {
            return TEXT;
        }
        ContentKind signed = signed(first);
        return signed == OTHER ? unsigned(first, latin) : signed;
    }

    private static ContentKind unsigned(byte[] first, String latin) {
        if (latin.startsWith("ustar", TAR_MARK)) {
            return ARCHIVE;
        }
        if (CTRANSLATE2_START.matcher(latin).matches()) {
            return CTRANSLATE2;
        }
        return isSafetensors(first) ? SAFETENSORS : OTHER;
    }

    private static ContentKind signed(byte[] first) {
        StringBuilder hex = new StringBuilder();
        for (int index = 0; index < Math.min(first.length, LONGEST_SIGNATURE); index++) {
            hex.append(String.format("%02x", first[index]));
            ContentKind kind = SIGNATURES.get(hex.toString());
            if (kind != null) {
                return kind;
            }
        }
        return OTHER;
    }

    private static boolean isPickle(byte[] first) {
        return first.length > 1 && first[0] == (byte) 0x80 && first[1] > 0 && first[1] <= HIGHEST_PICKLE_PROTOCOL;
    }

    private static boolean isSafetensors(byte[] first) {
        if (first.length <= Long.BYTES || first[Long.BYTES] != '{') {
            return false;
        }
        long length = ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN).getLong();
        return length >= 2 && length <= LONGEST_HEADER_BYTES;
    }

    /** UTF-8 without control characters; the last character may be cut by the end of what was read. */
    private static boolean isText(byte[] first) {
        CharBuffer text = CharBuffer.allocate(first.length);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(first), text, false);
        return !result.isError()
                && text.flip().chars().noneMatch(character -> character < ' ' && "\t\n\r\f".indexOf(character) < 0);
    }
}
