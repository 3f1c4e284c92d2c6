package spoor.analysis.mirror.table;

import static spoor.analysis.mirror.table.Column.Type.BOOLEAN;
import static spoor.analysis.mirror.table.Column.Type.DOUBLE;
import static spoor.analysis.mirror.table.Column.Type.LONG;
import static spoor.analysis.mirror.table.Column.Type.TEXT;
import static spoor.analysis.mirror.table.Column.Type.TIME;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import spoor.analysis.mirror.table.NaiveTable.Aggregate;
import spoor.request.Step;
import spoor.request.TableRequest;

/** Steps by chance, each of which fits what those before it make, beside what they make by {@link NaiveTable}'s plain means. */
final class RandomSteps {
    private static final TableRequest EVENTS = new TableRequest("default", null, null, "", null, List.of());

    private final Random random;
    private final NaiveTable events;
    private final List<Step> steps = new ArrayList<>();
    private NaiveTable table;
    private int made;

    RandomSteps(NaiveTable events, long seed) {
        this.events = events;
        table = events;
        random = new Random(seed);
    }

    /** Takes so many steps. */
    RandomSteps take(int count) {
        List<Runnable> kinds = List.of(
                this::derive,
                this::filter,
                this::bucket,
                this::group,
                this::window,
                this::pivot,
                this::melt,
                this::join,
                this::asofJoin,
                this::select,
                this::sort,
                this::limit,
                this::distinct,
                this::top,
                this::sessionize,
                this::sequence,
                this::resample,
                this::rank,
                this::cumulative,
                this::diff,
                this::histogram,
                this::quantiles,
                this::rarity,
                this::firstSeen);
        // Nothing more can be asked of a table without columns.
        while (steps.size() < count && !table.names().isEmpty()) {
            kinds.get(random.nextInt(kinds.size())).run();
        }
        return this;
    }

    List<Step> steps() {
        return steps;
    }

    NaiveTable table() {
        return table;
    }

    private void took(Step step, NaiveTable result) {
        steps.add(step);
        table = result;
    }

    private void derive() {
        Computed computed = computed();
        if (computed != null) {
            String name = random.nextInt(4) == 0 ? any(table.names()) : fresh();
            took(new Step.Derive(Map.of(name, computed.text)), table.with(name, computed.type, map(computed.value)));
        }
    }

    private List<@Nullable Object> map(Function<List<@Nullable Object>, @Nullable Object> value) {
        List<@Nullable Object> values = new ArrayList<>();
        table.rows().forEach(row -> values.add(value.apply(row)));
        return values;
    }

    private record Computed(String text, Column.Type type, Function<List<@Nullable Object>, @Nullable Object> value) {}

    private @Nullable Computed computed() {
        NaiveTable of = table;
        String number = any(of.ofTypes(LONG));
        String text = any(of.ofTypes(TEXT));
        String truth = any(of.ofTypes(BOOLEAN));
        int k = 1 + random.nextInt(9);
        return switch (random.nextInt(6)) {
            case 0 ->
                number == null
                        ? null
                        : new Computed(
                                quoted(number) + " * " + k + " + 1",
                                LONG,
                                row -> of.cell(row, number) == null
                                        ? null
                                        : (Object) ((Long) of.cell(row, number) * k + 1));
            case 1 ->
                number == null
                        ? null
                        : new Computed(
                                quoted(number) + " / " + k,
                                DOUBLE,
                                row -> of.cell(row, number) == null
                                        ? null
                                        : (Object) ((Long) of.cell(row, number) / (double) k));
            case 2 ->
                number == null
                        ? null
                        : new Computed(
                                "coalesce(" + quoted(number) + ", -1)",
                                LONG,
                                row -> Objects.requireNonNullElse(of.cell(row, number), -1L));
            case 3 ->
                text == null
                        ? null
                        : new Computed(
                                quoted(text) + " || '!'",
                                TEXT,
                                row -> of.cell(row, text) == null ? null : of.cell(row, text) + "!");
            case 4 ->
                truth == null
                        ? null
                        : new Computed(
                                "case when " + quoted(truth) + " then 'yes' else 'no' end",
                                TEXT,
                                row -> Boolean.TRUE.equals(of.cell(row, truth)) ? "yes" : "no");
            default ->
                text == null
                        ? null
                        : new Computed(
                                "length(" + quoted(text) + ")",
                                LONG,
                                row -> of.cell(row, text) == null
                                        ? null
                                        : (Object) (long) ((String) of.cell(row, text)).length());
        };
    }

    private record Condition(String text, Function<List<@Nullable Object>, @Nullable Boolean> of) {}

    /** SQL's logic has three values; the third is null. */
    private Condition condition(int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            Condition one = condition(depth - 1);
            Condition other = condition(depth - 1);
            return switch (random.nextInt(3)) {
                case 0 ->
                    new Condition("not (" + one.text + ")", row -> {
                        Boolean is = one.of.apply(row);
                        return is == null ? null : (Boolean) !is;
                    });
                case 1 ->
                    new Condition("(" + one.text + ") and (" + other.text + ")", row -> {
                        Boolean a = one.of.apply(row);
                        Boolean b = other.of.apply(row);
                        if (Boolean.FALSE.equals(a) || Boolean.FALSE.equals(b)) {
                            return false;
                        }
                        return (a == null || b == null) ? null : (Boolean) true;
                    });
                default ->
                    new Condition("(" + one.text + ") or (" + other.text + ")", row -> {
                        Boolean a = one.of.apply(row);
                        Boolean b = other.of.apply(row);
                        if (Boolean.TRUE.equals(a) || Boolean.TRUE.equals(b)) {
                            return true;
                        }
                        return (a == null || b == null) ? null : (Boolean) false;
                    });
            };
        }
        NaiveTable of = table;
        String name = Objects.requireNonNull(any(of.names()));
        String field = quoted(name);
        long k = random.nextInt(20);
        Object seen = of.rows().isEmpty() ? null : of.cell(any(of.rows()), name);
        if (random.nextInt(5) == 0 || seen == null) {
            return new Condition(field + " is not null", row -> of.cell(row, name) != null);
        }
        return switch (of.type(name)) {
            case LONG, DOUBLE ->
                new Condition(
                        field + " > " + k,
                        row -> of.cell(row, name) == null
                                ? null
                                : (Boolean) (((Number) of.cell(row, name)).doubleValue() > k));
            case TEXT ->
                new Condition(
                        field + " <> '" + seen + "'",
                        row -> of.cell(row, name) == null
                                ? null
                                : (Boolean) !of.cell(row, name).equals(seen));
            case BOOLEAN -> new Condition(field, row -> (Boolean) of.cell(row, name));
            case TIME ->
                new Condition(
                        "epoch(" + field + ") >= " + ((Long) seen / 1e6),
                        row -> of.cell(row, name) == null
                                ? null
                                : (Boolean) ((Long) of.cell(row, name) / 1e6 >= (Long) seen / 1e6));
        };
    }

    private NaiveTable where(Predicate<List<@Nullable Object>> is) {
        return table.with(table.rows().stream().filter(is).toList());
    }

    private void filter() {
        Condition condition = condition(2);
        took(new Step.Filter(condition.text), where(row -> Boolean.TRUE.equals(condition.of.apply(row))));
    }

    private void bucket() {
        String time = any(table.ofTypes(TIME));
        if (time != null) {
            int seconds = 1 + random.nextInt(900);
            String name = fresh();
            NaiveTable of = table;
            took(
                    new Step.Bucket(time, Duration.ofSeconds(seconds), name),
                    of.with(
                            name,
                            TIME,
                            map(row -> of.cell(row, time) == null
                                    ? null
                                    : (Object) NaiveTable.floor((Long) of.cell(row, time), seconds * 1_000_000L))));
        }
    }

    private List<Aggregate> aggregates() {
        NaiveTable of = table;
        List<Aggregate> all = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            String number = any(of.ofTypes(LONG, DOUBLE));
            String field = Objects.requireNonNull(any(of.names()));
            String name = fresh();
            String quoted = quoted(field);
            switch (random.nextInt(7)) {
                case 0 ->
                    all.add(new Aggregate(name, "count(" + quoted + ")", LONG, rows ->
                            (long) of.values(rows, field).size()));
                case 1 ->
                    all.add(new Aggregate(
                            name,
                            "distinct(" + quoted + ")",
                            LONG,
                            rows -> of.values(rows, field).stream().distinct().count()));
                case 2 ->
                    all.add(new Aggregate(
                            name,
                            "min(" + quoted + ")",
                            of.type(field),
                            rows -> of.values(rows, field).stream()
                                    .min(NaiveTable.VALUES)
                                    .orElse(null)));
                case 3 ->
                    all.add(new Aggregate(
                            name,
                            "max(" + quoted + ")",
                            of.type(field),
                            rows -> of.values(rows, field).stream()
                                    .max(NaiveTable.VALUES)
                                    .orElse(null)));
                case 4 -> {
                    if (number != null) {
                        all.add(new Aggregate(
                                name,
                                "sum(" + quoted(number) + ")",
                                of.type(number),
                                rows -> NaiveTable.sum(of.values(rows, number))));
                    }
                }
                case 5 -> {
                    if (number != null) {
                        all.add(new Aggregate(
                                name,
                                "mean(" + quoted(number) + ")",
                                DOUBLE,
                                rows -> NaiveTable.mean(of.values(rows, number))));
                    }
                }
                default -> all.add(new Aggregate(name, "count()", LONG, rows -> (long) rows.size()));
            }
        }
        if (all.isEmpty()) {
            all.add(new Aggregate(fresh(), "count()", LONG, rows -> (long) rows.size()));
        }
        return all;
    }

    private static Map<String, String> texts(List<Aggregate> aggregates) {
        Map<String, String> texts = new LinkedHashMap<>();
        aggregates.forEach(aggregate -> texts.put(aggregate.name(), aggregate.text()));
        return texts;
    }

    private void group() {
        List<String> by = some(table.names(), random.nextInt(3));
        List<Aggregate> agg = aggregates();
        took(new Step.Group(by, texts(agg)), table.group(by, agg));
    }

    private void window() {
        NaiveTable of = table;
        List<String> by = some(of.names(), random.nextInt(2));
        List<String> order = order(1);
        String field = Objects.requireNonNull(any(of.names()));
        String number = any(of.ofTypes(LONG));
        int rows = 1 + random.nextInt(4);
        String name = fresh();
        switch (random.nextInt(5)) {
            case 0 -> window(by, order, name, "row_number()", LONG, (part, at) -> at + 1L);
            case 1 ->
                window(
                        by,
                        order,
                        name,
                        "lag(" + quoted(field) + ", " + rows + ")",
                        of.type(field),
                        (part, at) -> at < rows ? null : of.cell(of.rows().get(part.get(at - rows)), field));
            case 2 ->
                window(
                        by,
                        order,
                        name,
                        "lead(" + quoted(field) + ")",
                        of.type(field),
                        (part, at) ->
                                at + 1 == part.size() ? null : of.cell(of.rows().get(part.get(at + 1)), field));
            case 3 ->
                window(
                        by,
                        order,
                        name,
                        "first(" + quoted(field) + ")",
                        of.type(field),
                        (part, at) -> of.cell(of.rows().get(part.getFirst()), field));
            default -> {
                if (number != null) {
                    window(
                            by,
                            order,
                            name,
                            "rolling_sum(" + quoted(number) + ", " + rows + ")",
                            LONG,
                            (part, at) -> NaiveTable.sum(of.values(
                                    part.subList(Math.max(0, at - rows + 1), at + 1).stream()
                                            .map(of.rows()::get)
                                            .toList(),
                                    number)));
                }
            }
        }
    }

    private void window(
            List<String> by,
            List<String> order,
            String name,
            String text,
            Column.Type type,
            NaiveTable.WindowFunction of) {
        took(new Step.Window(by, order, Map.of(name, text)), table.with(name, type, table.windowed(by, order, of)));
    }

    private void rank() {
        NaiveTable of = table;
        List<String> by = some(of.names(), random.nextInt(2));
        List<String> order = order(1);
        List<String> keys = order.stream().map(RandomSteps::name).toList();
        String name = fresh();
        took(new Step.Rank(by, order, name), of.with(name, LONG, of.windowed(by, order, (part, at) -> {
            int first = at;
            while (first > 0
                    && of.cells(of.rows().get(part.get(first - 1)), keys)
                            .equals(of.cells(of.rows().get(part.get(at)), keys))) {
                first--;
            }
            return first + 1L;
        })));
    }

    private void cumulative() {
        NaiveTable of = table;
        String number = any(of.ofTypes(LONG));
        if (number != null) {
            List<String> by = some(of.names(), random.nextInt(2));
            List<String> order = order(random.nextInt(2));
            String name = fresh();
            took(
                    new Step.Cumulative(by, order, Map.of(name, "sum(" + quoted(number) + ")")),
                    of.with(
                            name,
                            LONG,
                            of.windowed(
                                    by,
                                    order,
                                    (part, at) -> NaiveTable.sum(of.values(
                                            part.subList(0, at + 1).stream()
                                                    .map(of.rows()::get)
                                                    .toList(),
                                            number)))));
        }
    }

    private void diff() {
        NaiveTable of = table;
        String field = any(of.ofTypes(LONG, TIME));
        if (field != null) {
            List<String> by = some(of.names(), random.nextInt(2));
            List<String> order = order(random.nextInt(2));
            String name = fresh();
            boolean isTime = of.type(field) == TIME;
            took(
                    new Step.Diff(by, order, field, name),
                    of.with(name, isTime ? DOUBLE : LONG, of.windowed(by, order, (part, at) -> {
                        Object now = of.cell(of.rows().get(part.get(at)), field);
                        Object before = at == 0 ? null : of.cell(of.rows().get(part.get(at - 1)), field);
                        if (now == null || before == null) {
                            return null;
                        }
                        long more = (Long) now - (Long) before;
                        return isTime ? (Object) (more / 1e6) : (Object) more;
                    })));
        }
    }

    private void sessionize() {
        NaiveTable of = table;
        String time = any(of.ofTypes(TIME));
        if (time == null || of.rows().stream().anyMatch(row -> of.cell(row, time) == null)) {
            return;
        }
        List<String> by = some(of.names(), random.nextInt(2));
        int gap = 1 + random.nextInt(300);
        String name = fresh();
        took(
                new Step.Sessionize(by, time, Duration.ofSeconds(gap), name),
                of.with(name, LONG, of.windowed(by, List.of(time), (part, at) -> {
                    long session = 1;
                    for (int i = 1; i <= at; i++) {
                        long now = (Long) of.cell(of.rows().get(part.get(i)), time);
                        long before = (Long) of.cell(of.rows().get(part.get(i - 1)), time);
                        session += now - before > gap * 1_000_000L ? 1 : 0;
                    }
                    return session;
                })));
    }

    private void sequence() {
        NaiveTable of = table;
        String time = any(of.ofTypes(TIME));
        if (time == null || of.rows().stream().anyMatch(row -> of.cell(row, time) == null)) {
            return;
        }
        List<String> by = some(of.names(), random.nextInt(2));
        Condition one = condition(0);
        Condition other = condition(0);
        int within = 1 + random.nextInt(600);
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("a", one.text);
        conditions.put("b", other.text);
        boolean hasId = of.names().contains("id");
        List<String> names = new ArrayList<>(by);
        List<Column.Type> types = new ArrayList<>(by.stream().map(of::type).toList());
        for (String step : List.of("a", "b")) {
            names.add(step + ".time");
            types.add(TIME);
            if (hasId) {
                names.add(step + ".id");
                types.add(of.type("id"));
            }
        }
        if (new LinkedHashSet<>(names).size() < names.size()) {
            return;
        }
        // Equal times of different parts are told apart by the parts' values first.
        List<String> everywhere = new ArrayList<>(List.of(time));
        everywhere.addAll(by);
        List<Integer> inOrder = of.ordered(of.places(), everywhere);
        List<List<@Nullable Object>> found = new ArrayList<>();
        for (int i = 0; i < inOrder.size(); i++) {
            List<@Nullable Object> first = of.rows().get(inOrder.get(i));
            if (of.cells(first, by).contains(null) || !Boolean.TRUE.equals(one.of.apply(first))) {
                continue;
            }
            for (int k = i + 1; k < inOrder.size(); k++) {
                List<@Nullable Object> second = of.rows().get(inOrder.get(k));
                if (of.cells(second, by).equals(of.cells(first, by)) && Boolean.TRUE.equals(other.of.apply(second))) {
                    if ((Long) of.cell(second, time) - (Long) of.cell(first, time) <= within * 1_000_000L) {
                        List<@Nullable Object> row = of.cells(first, by);
                        for (List<@Nullable Object> step : List.of(first, second)) {
                            row.add(of.cell(step, time));
                            if (hasId) {
                                row.add(of.cell(step, "id"));
                            }
                        }
                        found.add(row);
                    }
                    break;
                }
            }
        }
        took(new Step.Sequence(by, time, Duration.ofSeconds(within), conditions), new NaiveTable(names, types, found));
    }

    private void pivot() {
        NaiveTable of = table;
        String columns = any(of.ofTypes(TEXT));
        String value = Objects.requireNonNull(any(of.names()));
        if (columns == null) {
            return;
        }
        List<String> rows = some(of.names(), random.nextInt(2));
        TreeSet<String> values = new TreeSet<>();
        of.rows().forEach(row -> {
            if (of.cell(row, columns) != null) {
                values.add((String) of.cell(row, columns));
            }
        });
        if (values.size() > 8 || values.stream().anyMatch(rows::contains)) {
            return;
        }
        List<Aggregate> agg = values.stream()
                .map(name -> new Aggregate(
                        name,
                        "",
                        LONG,
                        group -> group.stream()
                                .filter(row -> name.equals(of.cell(row, columns)) && of.cell(row, value) != null)
                                .count()))
                .toList();
        took(new Step.Pivot(rows, columns, value, "count"), of.group(rows, agg));
    }

    private void melt() {
        NaiveTable of = table;
        List<String> numbers = of.ofTypes(LONG);
        if (numbers.isEmpty()) {
            return;
        }
        List<String> columns = some(numbers, 2);
        List<String> keep = some(of.names(), 2);
        String name = fresh();
        String value = fresh();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        of.rows()
                .forEach(row -> columns.forEach(column -> {
                    List<@Nullable Object> line = of.cells(row, keep);
                    line.add(column);
                    line.add(of.cell(row, column));
                    rows.add(line);
                }));
        List<String> names = new ArrayList<>(keep);
        List<Column.Type> types = new ArrayList<>(keep.stream().map(of::type).toList());
        names.addAll(List.of(name, value));
        types.addAll(List.of(TEXT, LONG));
        took(new Step.Melt(keep, columns, name, value), new NaiveTable(names, types, rows));
    }

    /** What this is joined with: groups of the events. */
    private record Other(NaiveTable table, TableRequest request) {}

    private Other other(List<String> by) {
        Aggregate last = new Aggregate(
                "last",
                "max(time)",
                TIME,
                rows -> events.values(rows, "time").stream()
                        .max(NaiveTable.VALUES)
                        .orElse(null));
        return new Other(
                events.group(by, List.of(last)),
                new TableRequest(
                        EVENTS.dataset(), null, null, "", null, List.of(new Step.Group(by, texts(List.of(last))))));
    }

    private void join() {
        NaiveTable of = table;
        List<String> shared = of.names().stream()
                .filter(name -> events.names().contains(name) && events.type(name) == of.type(name))
                .toList();
        if (shared.isEmpty() || of.rows().size() > 500) {
            return;
        }
        List<String> on = some(shared, 1 + random.nextInt(2));
        List<String> with = new ArrayList<>(on);
        some(List.of("host.name", "process.name"), random.nextInt(2)).stream()
                .filter(name -> !with.contains(name))
                .forEach(with::add);
        Other other = other(with);
        Step.Join.Type type = List.of(
                        Step.Join.Type.inner, Step.Join.Type.left, Step.Join.Type.semi, Step.Join.Type.anti)
                .get(random.nextInt(4));
        boolean isFilter = type == Step.Join.Type.semi || type == Step.Join.Type.anti;
        List<String> more =
                other.table.names().stream().filter(name -> !on.contains(name)).toList();
        List<String> names = new ArrayList<>(of.names());
        List<Column.Type> types = new ArrayList<>(of.types());
        if (!isFilter) {
            if (more.stream().anyMatch(name -> names.contains(name + "_2"))) {
                return;
            }
            more.forEach(name -> {
                names.add(names.contains(name) ? name + "_2" : name);
                types.add(other.table.type(name));
            });
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (List<@Nullable Object> row : of.rows()) {
            List<@Nullable Object> key = of.cells(row, on);
            List<List<@Nullable Object>> beside = other.table.rows().stream()
                    .filter(line ->
                            !key.contains(null) && other.table.cells(line, on).equals(key))
                    .toList();
            if (isFilter) {
                if (beside.isEmpty() == (type == Step.Join.Type.anti)) {
                    rows.add(row);
                }
                continue;
            }
            for (List<@Nullable Object> line : beside) {
                List<@Nullable Object> both = new ArrayList<>(row);
                both.addAll(other.table.cells(line, more));
                rows.add(both);
            }
            if (beside.isEmpty() && type == Step.Join.Type.left) {
                List<@Nullable Object> both = new ArrayList<>(row);
                both.addAll(Collections.nCopies(more.size(), null));
                rows.add(both);
            }
        }
        took(new Step.Join(other.request, on, type), new NaiveTable(names, types, rows));
    }

    private void asofJoin() {
        NaiveTable of = table;
        if (!of.names().contains("time")
                || of.type("time") != TIME
                || !of.names().contains("host.name")
                || of.names().contains("kept")
                || of.names().contains("time_2")
                || of.type("host.name") != TEXT) {
            return;
        }
        // One row for each host and time, so that there is but one nearest.
        Aggregate kept = new Aggregate(
                "kept",
                "max(n)",
                LONG,
                rows -> events.values(rows, "n").stream().max(NaiveTable.VALUES).orElse(null));
        List<String> by = List.of("host.name", "time");
        NaiveTable other = events.group(by, List.of(kept));
        boolean isBackward = random.nextBoolean();
        Duration tolerance = random.nextBoolean() ? null : Duration.ofSeconds(1 + random.nextInt(120));
        List<Optional<List<@Nullable Object>>> beside = new ArrayList<>();
        of.rows().forEach(row -> {
            Object host = of.cell(row, "host.name");
            Long time = (Long) of.cell(row, "time");
            beside.add(
                    host == null || time == null
                            ? Optional.empty()
                            : other.rows().stream()
                                    .filter(line -> host.equals(other.cell(line, "host.name")))
                                    .filter(line -> {
                                        long away = (isBackward ? 1 : -1) * (time - (Long) other.cell(line, "time"));
                                        return away >= 0 && (tolerance == null || away <= tolerance.toMillis() * 1_000);
                                    })
                                    .min(Comparator.comparingLong(
                                            line -> Math.abs(time - (Long) other.cell(line, "time")))));
        });
        NaiveTable result = of.with("time_2", TIME, nearest(beside, other, "time"))
                .with("kept", LONG, nearest(beside, other, "kept"));
        took(
                new Step.AsofJoin(
                        new TableRequest(
                                EVENTS.dataset(),
                                null,
                                null,
                                "",
                                null,
                                List.of(new Step.Group(by, texts(List.of(kept))))),
                        List.of("host.name"),
                        "time",
                        isBackward ? Step.AsofJoin.Direction.backward : Step.AsofJoin.Direction.forward,
                        tolerance),
                result);
    }

    private static List<@Nullable Object> nearest(
            List<Optional<List<@Nullable Object>>> beside, NaiveTable other, String name) {
        List<@Nullable Object> values = new ArrayList<>();
        beside.forEach(
                line -> values.add(line.map(found -> other.cell(found, name)).orElse(null)));
        return values;
    }

    private void select() {
        List<String> columns =
                some(table.names(), 1 + random.nextInt(table.names().size()));
        took(new Step.Select(columns), table.select(columns));
    }

    private void sort() {
        List<String> keys = order(1 + random.nextInt(2));
        took(new Step.Sort(keys), table.sort(keys));
    }

    private void limit() {
        int rows = 1 + random.nextInt(150);
        took(new Step.Limit(rows), table.with(table.rows().stream().limit(rows).toList()));
    }

    private void distinct() {
        NaiveTable of = table;
        List<String> columns = some(of.names(), random.nextInt(3));
        took(
                new Step.Distinct(columns),
                of.with(of.parts(columns.isEmpty() ? of.names() : columns).values().stream()
                        .map(List::getFirst)
                        .map(of.rows()::get)
                        .toList()));
    }

    private void top() {
        NaiveTable of = table;
        String field = Objects.requireNonNull(any(of.names()));
        int most = 1 + random.nextInt(3);
        NaiveTable there = where(row -> of.cell(row, field) != null);
        Aggregate count = new Aggregate("w", "count()", LONG, rows -> (long) rows.size());
        if (field.equals("w") || field.equals("others")) {
            return;
        }
        List<List<@Nullable Object>> counted = there.group(List.of(field), List.of(count))
                .sort(List.of("-w", field))
                .rows();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        counted.stream().limit(most).forEach(row -> {
            List<@Nullable Object> line = new ArrayList<>(row);
            line.add(0L);
            rows.add(line);
        });
        if (counted.size() > most) {
            List<@Nullable Object> rest = new ArrayList<>();
            rest.add(null);
            rest.add(counted.stream()
                    .skip(most)
                    .mapToLong(row -> (Long) row.get(1))
                    .sum());
            rest.add((long) counted.size() - most);
            rows.add(rest);
        }
        took(
                new Step.Top(field, most, "count()", "w"),
                new NaiveTable(List.of(field, "w", "others"), List.of(of.type(field), LONG, LONG), rows));
    }

    private void resample() {
        NaiveTable of = table;
        String time = any(of.ofTypes(TIME));
        if (time == null) {
            return;
        }
        List<String> by =
                some(of.names().stream().filter(name -> !name.equals(time)).toList(), random.nextInt(2));
        long every = (30 + random.nextInt(600)) * 1_000_000L;
        String name = fresh();
        Step.Resample.Fill fill = List.of(Step.Resample.Fill.none, Step.Resample.Fill.zero, Step.Resample.Fill.previous)
                .get(random.nextInt(3));
        NaiveTable there = where(row -> of.cell(row, time) != null);
        List<Long> starts = there.rows().stream()
                .map(row -> NaiveTable.floor((Long) of.cell(row, time), every))
                .sorted()
                .toList();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        Map<List<@Nullable Object>, List<Integer>> parts = there.parts(by);
        parts.forEach((key, places) -> {
            Long before = null;
            for (long start = starts.getFirst(); start <= starts.getLast(); start += every) {
                long from = start;
                long n = places.stream()
                        .filter(i ->
                                NaiveTable.floor((Long) of.cell(there.rows().get(i), time), every) == from)
                        .count();
                List<@Nullable Object> row = new ArrayList<>(key);
                row.add(start);
                Long empty = switch (fill) {
                    case zero -> (Long) 0L;
                    case previous -> before;
                    default -> null;
                };
                row.add(n > 0 ? (Long) n : empty);
                before = n > 0 ? (Long) n : before;
                rows.add(row);
            }
        });
        if (rows.size() > 5_000) {
            return;
        }
        List<String> names = new ArrayList<>(by);
        List<Column.Type> types = new ArrayList<>(by.stream().map(of::type).toList());
        names.addAll(List.of(time, name));
        types.addAll(List.of(TIME, LONG));
        List<String> order = new ArrayList<>(by);
        order.add(time);
        took(
                new Step.Resample(time, Duration.ofNanos(every * 1_000), by, Map.of(name, "count()"), fill),
                new NaiveTable(names, types, rows).sort(order));
    }

    private void histogram() {
        NaiveTable of = table;
        String field = any(of.ofTypes(LONG));
        if (field == null) {
            return;
        }
        int bins = 1 + random.nextInt(6);
        List<Object> values = of.values(of.rows(), field);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        if (!values.isEmpty()) {
            double least =
                    values.stream().mapToDouble(value -> (Long) value).min().orElseThrow();
            double most =
                    values.stream().mapToDouble(value -> (Long) value).max().orElseThrow();
            if (least == most) {
                return;
            }
            double width = (most - least) / bins;
            for (int bin = 0; bin < bins; bin++) {
                int number = bin;
                long count = values.stream()
                        .filter(value -> Math.min(bins - 1, (int) Math.floor(((Long) value - least) / width)) == number)
                        .count();
                rows.add(List.of(least + bin * width, least + (bin + 1) * width, count));
            }
        }
        took(
                new Step.Histogram(field, bins, List.of()),
                new NaiveTable(List.of("from", "to", "count"), List.of(DOUBLE, DOUBLE, LONG), rows));
    }

    private void quantiles() {
        NaiveTable of = table;
        String field = any(of.ofTypes(LONG, DOUBLE));
        if (field == null) {
            return;
        }
        List<Double> sorted = of.values(of.rows(), field).stream()
                .map(value -> ((Number) value).doubleValue())
                .sorted()
                .toList();
        if (sorted.isEmpty()) {
            return;
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (double p : List.of(0.25, 0.5)) {
            double place = p * (sorted.size() - 1);
            int below = (int) place;
            double above = sorted.get(Math.min(below + 1, sorted.size() - 1));
            rows.add(List.of(p, sorted.get(below) + (place - below) * (above - sorted.get(below))));
        }
        took(
                new Step.Quantiles(field, List.of(0.25, 0.5), List.of()),
                new NaiveTable(List.of("p", "value"), List.of(DOUBLE, DOUBLE), rows));
    }

    private void rarity() {
        NaiveTable of = table;
        String field = Objects.requireNonNull(any(of.names()));
        String given = any(of.names());
        String bits = fresh();
        if (field.equals(given) || of.names().contains("count")) {
            return;
        }
        NaiveTable there = where(row -> of.cell(row, field) != null);
        Aggregate count = new Aggregate("count", "", LONG, rows -> (long) rows.size());
        NaiveTable counted = there.group(List.of(given, field), List.of(count));
        Map<List<@Nullable Object>, List<Integer>> parts = counted.parts(List.of(given));
        List<@Nullable Object> values = new ArrayList<>();
        counted.rows().forEach(row -> {
            double all = parts.get(counted.cells(row, List.of(given))).stream()
                    .mapToDouble(i -> (Long) counted.cell(counted.rows().get(i), "count"))
                    .sum();
            values.add(Math.log(all / (Long) counted.cell(row, "count")) / Math.log(2));
        });
        took(
                new Step.Rarity(List.of(field), List.of(given), bits),
                counted.with(bits, DOUBLE, values).sort(List.of("-" + bits)));
    }

    private void firstSeen() {
        NaiveTable of = table;
        String time = any(of.ofTypes(TIME));
        String field = Objects.requireNonNull(any(of.names()));
        if (time == null || List.of("firstSeen", "lastSeen", "count").contains(field)) {
            return;
        }
        NaiveTable there = where(row -> of.cell(row, field) != null);
        List<Aggregate> agg = List.of(
                new Aggregate(
                        "firstSeen",
                        "",
                        TIME,
                        rows -> of.values(rows, time).stream()
                                .min(NaiveTable.VALUES)
                                .orElse(null)),
                new Aggregate(
                        "lastSeen",
                        "",
                        TIME,
                        rows -> of.values(rows, time).stream()
                                .max(NaiveTable.VALUES)
                                .orElse(null)),
                new Aggregate("count", "", LONG, rows -> (long) rows.size()));
        took(
                new Step.FirstSeen(List.of(field), time),
                there.group(List.of(field), agg).sort(List.of("-firstSeen")));
    }

    private String fresh() {
        return "c" + made++;
    }

    private <T> @Nullable T any(List<T> of) {
        return of.isEmpty() ? null : of.get(random.nextInt(of.size()));
    }

    private <T> List<T> some(List<T> of, int count) {
        List<T> all = new ArrayList<>(of);
        Collections.shuffle(all, random);
        return List.copyOf(all.subList(0, Math.min(count, all.size())));
    }

    private List<String> order(int count) {
        return some(table.names(), count).stream()
                .map(name -> random.nextBoolean() ? name : "-" + name)
                .toList();
    }

    private static String name(String key) {
        return key.startsWith("-") ? key.substring(1) : key;
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }
}
