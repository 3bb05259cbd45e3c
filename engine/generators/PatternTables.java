// Writes the tables of engine/src/pattern/unicode from the Unicode data of the Java that runs it.
// Run in the root of the repository (OpenJDK 17.0.15, Unicode 13):
// java --add-opens java.base/java.lang=ALL-UNNAMED engine/generators/PatternTables.java

import java.io.*;
import java.lang.reflect.Field;
import java.nio.file.*;
import java.util.*;
import java.util.function.*;
import java.util.regex.Pattern;

class PatternTables {
    static final int END = 0x110000;
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of("engine/src/pattern/unicode");
        Files.write(folder.resolve("categories.bin"), runs(Character::getType, 5));
        var names = aliases(Character.UnicodeScript.class, "aliases");
        var scripts = Character.UnicodeScript.values();
        var text = new StringBuilder();
        for (var script : scripts) {
            text.append(script.name());
            for (var alias : new TreeMap<>(names).entrySet())
                if (alias.getValue() == script) text.append(' ').append(alias.getKey());
            text.append('\n');
        }
        Files.writeString(folder.resolve("scripts.txt"), text);
        Files.write(folder.resolve("scripts.bin"), runs(c -> Character.UnicodeScript.of(c).ordinal(), 8));
        Files.writeString(folder.resolve("blocks.txt"), blocks());
        var sets = new ByteArrayOutputStream();
        set(sets, c -> Character.isAlphabetic(c) && !Character.isLetter(c) && Character.getType(c) != Character.LETTER_NUMBER);
        set(sets, c -> Character.isLowerCase(c) && Character.getType(c) != Character.LOWERCASE_LETTER);
        set(sets, c -> Character.isUpperCase(c) && Character.getType(c) != Character.UPPERCASE_LETTER);
        set(sets, Character::isIdeographic);
        set(sets, Character::isMirrored);
        for (var name : new String[] {"IsWhite_Space", "IsHex_Digit", "IsJoin_Control", "IsNoncharacter_Code_Point"}) {
            var pattern = Pattern.compile("\\p{" + name + "}");
            set(sets, c -> (c < 0xD800 || c > 0xDFFF) && pattern.matcher(Character.toString(c)).matches());
        }
        set(sets, c -> Character.isUnicodeIdentifierStart(c) && !Character.isLetter(c)
            && Character.getType(c) != Character.LETTER_NUMBER);
        set(sets, c -> Character.isUnicodeIdentifierPart(c) && !Character.isUnicodeIdentifierStart(c)
            && !Character.isIdentifierIgnorable(c)
            && ((1 << Character.getType(c)) & (1 << 23 | 1 << 9 | 1 << 8 | 1 << 6)) == 0);
        Files.write(folder.resolve("sets.bin"), sets.toByteArray());
    }

    // Every run of one value: (length - 1) << bits | value, in seven bits a byte, low ones first.
    static byte[] runs(IntUnaryOperator value, int bits) {
        var out = new ByteArrayOutputStream();
        for (int start = 0, c = 1; c <= END; c++) {
            if (c == END || value.applyAsInt(c) != value.applyAsInt(start)) {
                number(out, (long) (c - start - 1) << bits | value.applyAsInt(start));
                start = c;
            }
        }
        return out.toByteArray();
    }

    // The number of ranges, then for each the distance from the last one's end and its own length.
    static void set(ByteArrayOutputStream out, IntPredicate member) {
        var ranges = new ArrayList<int[]>();
        for (int c = 0, start = -1; c <= END; c++) {
            boolean in = c < END && member.test(c);
            if (in && start < 0) start = c;
            if (!in && start >= 0) { ranges.add(new int[] {start, c}); start = -1; }
        }
        number(out, ranges.size());
        int last = 0;
        for (int[] range : ranges) {
            number(out, range[0] - last);
            number(out, range[1] - range[0]);
            last = range[1];
        }
    }

    static void number(ByteArrayOutputStream out, long value) {
        for (; value >= 128; value >>= 7) out.write((int) (value & 127 | 128));
        out.write((int) value);
    }

    // One block a line: first and last code point, its names; those that follow from the first by
    // rule (without spaces; every sign an underscore) are left out.
    // A line for each block and each gap: how many columns of 16 characters, and the names.
    static String blocks() throws Exception {
        var names = new TreeMap<>(aliases(Character.UnicodeBlock.class, "map"));
        var text = new StringBuilder();
        for (int start = 0, c = 1; c <= END; c++) {
            if (c < END && Character.UnicodeBlock.of(c) == Character.UnicodeBlock.of(start)) continue;
            var block = Character.UnicodeBlock.of(start);
            if (block != null) {
                var own = new ArrayList<String>();
                for (var entry : names.entrySet()) if (entry.getValue() == block) own.add((String) entry.getKey());
                names.values().removeIf(value -> value == block);
                String best = null;
                var left = new TreeSet<String>();
                for (var name : own) {
                    var rest = new TreeSet<>(own);
                    rest.removeAll(List.of(name, name.replace(" ", ""), name.replaceAll("[ -]", "_")));
                    if (!own.containsAll(List.of(name.replace(" ", ""), name.replaceAll("[ -]", "_")))) continue;
                    if (best == null || rest.size() < left.size()) { best = name; left = rest; }
                }
                if (best == null) throw new IllegalStateException(own.toString());
                text.append(String.format("%X;%s", (c - start) / 16, best));
                for (var name : left) text.append(';').append(name);
                text.append('\n');
            } else if (c < END) {
                text.append(String.format("%X\n", (c - start) / 16));
            }
            start = c;
        }
        names.forEach((name, block) -> System.err.println("no code points: " + name));
        return text.toString();
    }

    @SuppressWarnings("unchecked")
    static <T> Map<String, T> aliases(Class<T> owner, String field) throws Exception {
        Field map = owner.getDeclaredField(field);
        map.setAccessible(true);
        return (Map<String, T>) map.get(null);
    }
}
