// Asks java.util.regex what it says of the patterns in engine/src/pattern/facts and writes it there.
//
// matches.tsv: pattern, text, and whether the pattern matches the whole text, or `error`; lines of `#` stay.
// sets.tsv: pattern, and the number and a hash (FNV-1a of the ends) of the ranges of single characters
// that it matches, or `error`; surrogates left out.
// In patterns and texts `%` starts a code point in hexadecimal that ends in `;`.
// Run in the root of the repository (OpenJDK 17.0.15): java engine/generators/PatternFacts.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

class PatternFacts {
    interface Answer {
        String of(String[] fields);
    }

    public static void main(String[] arguments) throws IOException {
        rewrite("matches.tsv", fields -> fields[0] + "\t" + fields[1] + "\t" + matches(plain(fields[0]), plain(fields[1])));
        rewrite("sets.tsv", fields -> fields[0] + "\t" + ranges(plain(fields[0])));
    }

    static void rewrite(String file, Answer answer) throws IOException {
        Path path = Path.of("engine/src/pattern/facts", file);
        var lines = new ArrayList<String>();
        for (String line : Files.readAllLines(path)) {
            boolean comment = line.startsWith("# ") || line.isEmpty();
            lines.add(comment ? line : answer.of(line.split("\t", -1)));
        }
        Files.write(path, lines);
    }

    static String matches(String pattern, String text) {
        try {
            return String.valueOf(Pattern.compile(pattern).matcher(text).matches());
        } catch (PatternSyntaxException error) {
            return "error";
        }
    }

    static String ranges(String text) {
        Pattern pattern;
        try {
            pattern = Pattern.compile(text);
        } catch (PatternSyntaxException error) {
            return "error";
        }
        var matcher = pattern.matcher("");
        long hash = 0xcbf29ce484222325L;
        int count = 0;
        boolean inside = false;
        for (int c = 0; c <= 0x110000; c++) {
            boolean member = c < 0x110000 && (c < 0xD800 || c > 0xDFFF) && matcher.reset(Character.toString(c)).matches();
            if (member != inside) {
                hash = (hash ^ c) * 0x100000001b3L;
                count += member ? 1 : 0;
                inside = member;
            }
        }
        return count + "\t" + Long.toHexString(hash);
    }

    static String plain(String text) {
        var plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                int end = text.indexOf(';', i);
                plain.appendCodePoint(Integer.parseInt(text.substring(i + 1, end), 16));
                i = end;
            } else {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }
}
