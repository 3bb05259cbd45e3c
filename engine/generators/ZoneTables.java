import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalQueries;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes rules.bin, regions.txt, names.txt and table.rs of engine/src/datetime/zone from a JDK's time zone
 * data and English names. What stands in the texts is said in regions.rs and names.rs.
 *
 * <p>Run in the root of the repository: {@code java engine/generators/ZoneTables.java} (JDK 17).
 */
public class ZoneTables {
    /** Names that current time zone data no longer has, and what they mean. */
    private static final Map<String, String> GONE =
            Map.of(
                    "US/Pacific-New", "America/Los_Angeles",
                    "Canada/East-Saskatchewan", "America/Regina",
                    "ROC", "Asia/Taipei",
                    "EST", "-05:00",
                    "MST", "-07:00",
                    "HST", "-10:00");

    /** How many gaps between transitions are a byte. */
    private static final int USUAL = 250;

    /** The offsets that a zone knows, its yearly changes, and by transition the gap in seconds and the offset. */
    private record History(List<Long> kinds, int yearly, List<Long> gaps, List<Integer> places) {}

    /** With the first zone that has it. */
    private static final Map<History, Integer> HISTORIES = new LinkedHashMap<>();
    private static final Map<String, Integer> YEARLY = new LinkedHashMap<>();
    private static final Map<List<String>, Integer> NAMES = new LinkedHashMap<>();

    public static void main(String[] arguments) throws Exception {
        Map<String, String> canonical = readIds(Path.of("engine/generators/zone_ids.tsv"));
        List<String> ids = new ArrayList<>(canonical.keySet());
        StringBuilder regions = new StringBuilder();
        for (String id : ids) {
            ZoneId zone = ZoneId.of(GONE.getOrDefault(id, id));
            int place = ids.indexOf(id);
            int of = ids.indexOf(canonical.get(id));
            int namesBefore = NAMES.size();
            Integer like = HISTORIES.putIfAbsent(history(zone.getRules()), place);
            int names = names(zone);
            String line = String.join("\t",
                    id, of == place ? "" : "" + of, like == null ? "" : "" + like, names == namesBefore ? "" : "" + names);
            regions.append(line.stripTrailing()).append('\n');
        }
        Path folder = Path.of("engine/src/datetime/zone");
        Files.write(folder.resolve("rules.bin"), rules());
        Files.writeString(folder.resolve("regions.txt"), regions);
        Files.writeString(folder.resolve("names.txt"), names(ids));
        Files.writeString(folder.resolve("table.rs"), table());
    }

    /** Every name in the order of its characters, with the id it is another name of. */
    private static Map<String, String> readIds(Path path) throws Exception {
        Map<String, String> canonical = new TreeMap<>();
        for (String line : Files.readAllLines(path)) {
            if (line.startsWith("#")) continue;
            String[] names = line.split("\t");
            for (String name : names) canonical.put(name, names[0]);
        }
        return canonical;
    }

    private static History history(ZoneRules rules) {
        List<Instant> transitions = transitions(rules);
        History history = new History(
                new ArrayList<>(), yearly(rules.getTransitionRules()), new ArrayList<>(), new ArrayList<>());
        Instant before = transitions.isEmpty() ? Instant.EPOCH : transitions.get(0).minusSeconds(1);
        kind(history.kinds, rules, before);
        long previous = 0;
        for (Instant transition : transitions) {
            // Clocks change at whole hours, also where the offset of local mean time is not one.
            long wall = transition.getEpochSecond()
                    + rules.getOffset(transition.minusSeconds(1)).getTotalSeconds();
            history.gaps.add(wall - previous);
            history.places.add(kind(history.kinds, rules, transition));
            previous = wall;
        }
        return history;
    }

    /** The layout is described in rules.rs. */
    private static byte[] rules() {
        Map<Long, Integer> counts = new LinkedHashMap<>();
        for (History history : HISTORIES.keySet())
            for (long gap : history.gaps)
                if (gap % 3600 == 0 && gap >= 0 && gap < 3600 << 16) counts.merge(gap, 1, Integer::sum);
        List<Long> usual = new ArrayList<>(counts.keySet());
        usual.sort((one, other) -> counts.get(other) - counts.get(one));
        usual = usual.subList(0, USUAL);
        ByteArrayOutputStream heads = new ByteArrayOutputStream();
        ByteArrayOutputStream gaps = new ByteArrayOutputStream();
        ByteArrayOutputStream places = new ByteArrayOutputStream();
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        number(heads, HISTORIES.size());
        for (History history : HISTORIES.keySet()) {
            number(heads, history.kinds.size());
            for (long kind : history.kinds) {
                word(heads, (int) kind & 0xffff);
                heads.write((int) kind >>> 16);
            }
            number(heads, history.yearly);
            number(heads, history.gaps.size());
            for (int place : history.places) places.write(place);
            for (long gap : history.gaps) {
                int token = usual.indexOf(gap);
                gaps.write(token < 0 ? 255 : token);
                if (token < 0) number(rest, gap % 3600 == 0 ? zigzag(gap / 3600) << 1 : zigzag(gap) << 1 | 1);
            }
        }
        number(heads, USUAL);
        for (long gap : usual) word(heads, (int) (gap / 3600));
        for (ByteArrayOutputStream part : List.of(gaps, places, rest)) heads.writeBytes(part.toByteArray());
        return heads.toByteArray();
    }

    /** Every change of the offset, and every change of the daylight flag alone. */
    private static List<Instant> transitions(ZoneRules rules) {
        List<Instant> all = new ArrayList<>();
        List<Instant> offsets = new ArrayList<>();
        for (ZoneOffsetTransition transition : rules.getTransitions()) offsets.add(transition.getInstant());
        for (int i = 0; i < offsets.size(); i++) {
            Instant from = offsets.get(i);
            all.add(from);
            boolean isLast = i == offsets.size() - 1;
            if (isLast && !rules.getTransitionRules().isEmpty()) continue;
            Instant to = isLast ? Instant.parse("2100-01-01T00:00:00Z") : offsets.get(i + 1).minusSeconds(1);
            for (Instant next = from; next.isBefore(to); from = next) {
                // The flag alone changes either hours after a transition or years after it.
                boolean isNear = next.isBefore(offsets.get(i).plusSeconds(10 * 86400));
                next = next.plusSeconds(isNear ? 3600 : 5 * 86400);
                if (next.isAfter(to)) next = to;
                if (rules.isDaylightSavings(from) != rules.isDaylightSavings(next)) all.add(change(rules, from, next));
            }
        }
        return all;
    }

    /** The first second at which the daylight flag differs from the one at {@code from}. */
    private static Instant change(ZoneRules rules, Instant from, Instant to) {
        boolean daylight = rules.isDaylightSavings(from);
        long low = from.getEpochSecond();
        long high = to.getEpochSecond();
        while (high - low > 1) {
            long middle = (low + high) / 2;
            if (rules.isDaylightSavings(Instant.ofEpochSecond(middle)) == daylight) low = middle;
            else high = middle;
        }
        return Instant.ofEpochSecond(high);
    }

    /** The place of offset and daylight flag at an instant in the zone's list of them. */
    private static int kind(List<Long> kinds, ZoneRules rules, Instant instant) {
        long offset = rules.getOffset(instant).getTotalSeconds();
        long kind = zigzag(offset) * 2 + (rules.isDaylightSavings(instant) ? 1 : 0);
        if (!kinds.contains(kind)) kinds.add(kind);
        return kinds.indexOf(kind);
    }

    private static int yearly(List<ZoneOffsetTransitionRule> rules) {
        if (rules.isEmpty()) return 0;
        if (rules.size() != 2) throw new IllegalStateException("not two changes a year: " + rules);
        StringBuilder text = new StringBuilder();
        for (ZoneOffsetTransitionRule rule : rules) {
            if (rule.isMidnightEndOfDay() || rule.getDayOfMonthIndicator() < 1)
                throw new IllegalStateException("not of the form `day on or after`: " + rule);
            int before = rule.getOffsetBefore().getTotalSeconds();
            long time = rule.getLocalTime().toSecondOfDay();
            switch (rule.getTimeDefinition()) {
                case UTC -> time += before;
                case STANDARD -> time += before - rule.getStandardOffset().getTotalSeconds();
                case WALL -> { }
            }
            text.append("change(%d, %d, %d, %d, %d, %d, %b), ".formatted(
                    rule.getMonth().getValue(), rule.getDayOfMonthIndicator(), rule.getDayOfWeek().getValue(),
                    time, before, rule.getOffsetAfter().getTotalSeconds(),
                    !rule.getOffsetAfter().equals(rule.getStandardOffset())));
        }
        text.setLength(text.length() - 2);
        return 1 + YEARLY.computeIfAbsent(text.toString(), key -> YEARLY.size());
    }

    private static int names(ZoneId zone) {
        ZoneRules rules = zone.getRules();
        Instant standard = Instant.parse("2015-01-15T00:00:00Z");
        if (rules.isDaylightSavings(standard)) standard = Instant.parse("2015-07-15T00:00:00Z");
        Instant daylight = null;
        for (ZoneOffsetTransition transition : rules.getTransitions()) {
            Instant at = transition.getInstant();
            if (rules.isDaylightSavings(at)) daylight = at;
            else if (rules.isDaylightSavings(standard)) standard = at;
        }
        if (daylight == null) daylight = standard;
        List<String> names = List.of(
                print(zone, standard, "z"), print(zone, daylight, "z"),
                print(zone, standard, "zzzz"), print(zone, daylight, "zzzz"));
        return NAMES.computeIfAbsent(names, key -> NAMES.size());
    }

    private static String print(ZoneId zone, Instant instant, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.US).format(ZonedDateTime.ofInstant(instant, zone));
    }

    /** The number of the zone that java.time reads a name as, in the list of ids. */
    private static int reads(List<String> ids, String name, String pattern) {
        ZoneId zone = DateTimeFormatter.ofPattern(pattern, Locale.US).parse(name).query(TemporalQueries.zone());
        return zone instanceof ZoneOffset ? -1 : ids.indexOf(zone.getId());
    }

    /** The names, a line each. */
    private static StringBuilder names(List<String> ids) {
        StringBuilder out = new StringBuilder();
        for (List<String> four : NAMES.keySet()) {
            List<Integer> reads = List.of(
                    reads(ids, four.get(0), "z"), reads(ids, four.get(1), "z"),
                    reads(ids, four.get(2), "zzzz"), reads(ids, four.get(3), "zzzz"));
            List<String> fields = new ArrayList<>(four);
            for (int daylight : new int[] {1, 3})
                if (four.get(daylight).equals(four.get(daylight - 1))) fields.set(daylight, "");
            boolean areTwo = reads.get(0).equals(reads.get(1)) && reads.get(2).equals(reads.get(3));
            int step = new HashSet<>(reads).size() == 1 ? 4 : areTwo ? 2 : 1;
            for (int i = 0; i < 4; i += step) fields.add("" + reads.get(i));
            out.append(String.join("\t", fields)).append('\n');
        }
        return out;
    }

    private static StringBuilder table() {
        StringBuilder out = new StringBuilder();
        out.append("//! Yearly changes of zones: a table in, nothing computed.\n//!\n");
        out.append("//! Generated by `engine/generators/ZoneTables.java` from the tz database ")
                .append(ZoneRulesProvider.getVersions("UTC").lastEntry().getKey())
                .append(" as the JDK holds it.\n//! Do not edit.\n\n");
        out.append("use super::{Yearly, change};\n\n");
        out.append("/// What the zones with daylight time do every year after their last listed transition.\n");
        out.append("#[rustfmt::skip]\npub(super) static YEARLY: [Yearly; ").append(YEARLY.size()).append("] = [\n");
        for (String yearly : YEARLY.keySet()) out.append("    [").append(yearly).append("],\n");
        return out.append("];\n");
    }

    private static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    private static void number(ByteArrayOutputStream out, long value) {
        while (value >>> 7 != 0) {
            out.write((int) (value & 0x7f) | 0x80);
            value >>>= 7;
        }
        out.write((int) value);
    }

    private static void word(ByteArrayOutputStream out, int value) {
        out.write(value & 0xff);
        out.write(value >>> 8);
    }
}
