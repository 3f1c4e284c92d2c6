package spoor.analysis.mirror;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import spoor.analysis.mirror.segment.Extent;
import spoor.analysis.mirror.segment.Registry;
import spoor.analysis.mirror.segment.SegmentFolder;
import spoor.analysis.mirror.segment.Shape;
import spoor.event.EventReading;
import spoor.event.FieldType;
import spoor.event.Micros;
import spoor.storage.EventReader;
import spoor.storage.StoredBatch;
import spoor.storage.StoredEvent;

/**
 * Compares a dataset's events with those of the store: how many each day of receipt has, and a checksum of everything that they say. The checksum
 * is a sum modulo 2⁶⁴, so that it needs no order: of each value of each event, the second half of the MD5 of the event's id, the
 * field's name and type, and the value. One side is computed here of what the store gives, the other by DuckDB of what the mirror holds.
 */
final class ContentCheck {
    private static final int MOST_BATCHES = 16;

    /** How many columns are summed at once. */
    private static final int MOST_COLUMNS = 32;

    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(Long.SIZE);

    private final Dataset dataset;
    private final long watermark;
    private final Registry.Draft registry;
    private final MessageDigest md5;

    /** @param watermark up to which both sides are compared */
    ContentCheck(Dataset dataset, long watermark) {
        this.dataset = dataset;
        this.watermark = watermark;
        registry = dataset.registry().draft();
        try {
            md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How much there is and its checksum. */
    private record Sum(long events, long checksum) {
        static final Sum NONE = new Sum(0, 0);

        Sum plus(Sum other) {
            return new Sum(events + other.events, checksum + other.checksum);
        }

        String hex() {
            return HexFormat.of().toHexDigits(checksum);
        }
    }

    /** By day. */
    List<Upkeep.Partition> compare(EventReader reader, EventReading reading, SegmentFolder folder, DSLContext sql) {
        Map<LocalDate, Sum> stored = stored(reader, reading);
        Map<LocalDate, Sum> mirrored = mirrored(folder, sql);
        TreeMap<LocalDate, Upkeep.Partition> partitions = new TreeMap<>();
        for (Map<LocalDate, Sum> side : List.of(stored, mirrored)) {
            for (LocalDate day : side.keySet()) {
                Sum here = mirrored.getOrDefault(day, Sum.NONE);
                Sum there = stored.getOrDefault(day, Sum.NONE);
                partitions.put(
                        day,
                        new Upkeep.Partition(
                                day, here.equals(there), here.events, there.events, here.hex(), there.hex()));
            }
        }
        return List.copyOf(partitions.values());
    }

    private Map<LocalDate, Sum> stored(EventReader reader, EventReading reading) {
        Map<LocalDate, Sum> sums = new TreeMap<>();
        long position = 0;
        while (position < watermark) {
            List<StoredBatch> batches = reader.batchesAfter(position, MOST_BATCHES);
            position = batches.isEmpty() ? watermark : batches.getLast().watermark();
            for (StoredBatch batch : batches) {
                if (batch.datasetNumber() == dataset.number() && batch.watermark() <= watermark) {
                    for (StoredEvent event : batch.events()) {
                        sums.merge(
                                LocalDate.ofInstant(event.receivedAt(), ZoneOffset.UTC),
                                new Sum(1, checksum(batch.watermark(), event, reading)),
                                Sum::plus);
                    }
                }
            }
        }
        return sums;
    }

    private long checksum(long batchWatermark, StoredEvent stored, EventReading reading) {
        ReadEvent event =
                ReadEvent.of(batchWatermark, stored, stored.fields(reading).asMap(), registry);
        String id = stored.id().toString();
        long sum = checksum(id, EventTable.WATERMARK.getName(), FieldType.LONG, batchWatermark)
                + checksum(id, EventTable.TIME.getName(), FieldType.LONG, Micros.of(stored.time()))
                + checksum(id, EventTable.RECEIVED.getName(), FieldType.LONG, Micros.of(stored.receivedAt()))
                + checksum(id, EventTable.COLLECTOR.getName(), FieldType.TEXT, stored.collector());
        if (stored.occurredAt() != null) {
            sum += checksum(id, EventTable.OCCURRED.getName(), FieldType.LONG, Micros.of(stored.occurredAt()));
        }
        for (int i = 0; i < event.columns().length; i++) {
            int column = event.columns()[i];
            sum += checksum(id, registry.label(column), registry.type(column), event.values()[i]);
        }
        return sum;
    }

    private long checksum(String id, String label, FieldType type, Object value) {
        String text = value instanceof Double number ? bits(number) : value.toString();
        md5.update((id + prefix(label, type) + text).getBytes(UTF_8));
        return ByteBuffer.wrap(md5.digest()).order(ByteOrder.LITTLE_ENDIAN).getLong(Long.BYTES);
    }

    private static String prefix(String label, FieldType type) {
        return "|" + type + "|" + label.length() + "|" + label + "|";
    }

    /** The 64 bits, as DuckDB writes them. */
    private static String bits(double number) {
        String bits = Long.toBinaryString(Double.doubleToRawLongBits(number));
        return "0".repeat(Long.SIZE - bits.length()) + bits;
    }

    private Map<LocalDate, Sum> mirrored(SegmentFolder folder, DSLContext sql) {
        Map<LocalDate, Sum> sums = new TreeMap<>();
        dataset.extents()
                .map(Extent::day)
                .distinct()
                .forEach(day -> sums.put(
                        day,
                        mirrored(
                                new EventSource(
                                        folder,
                                        dataset.registry(),
                                        dataset.segments().stream()
                                                .filter(segment ->
                                                        segment.extent().day().equals(day))
                                                .toList(),
                                        dataset.hot().stream()
                                                .filter(table ->
                                                        table.extent().day().equals(day))
                                                .toList(),
                                        watermark),
                                sql)));
        return sums;
    }

    private Sum mirrored(EventSource source, DSLContext sql) {
        List<Integer> columns = source.shape().ids().boxed().toList();
        Sum sum = sum(source, List.of(), sql);
        for (int first = 0; first < columns.size(); first += MOST_COLUMNS) {
            sum = sum.plus(sum(source, columns.subList(first, Math.min(columns.size(), first + MOST_COLUMNS)), sql));
        }
        return sum;
    }

    /** Of some columns, or of those that every event has, with the number of events, where none are named. */
    private Sum sum(EventSource source, List<Integer> columns, DSLContext sql) {
        List<Field<?>> sums = new ArrayList<>();
        if (columns.isEmpty()) {
            for (Field<Long> field :
                    List.of(EventTable.WATERMARK, EventTable.TIME, EventTable.OCCURRED, EventTable.RECEIVED)) {
                sums.add(sum(field, prefix(field.getName(), FieldType.LONG)));
            }
            sums.add(sum(EventTable.COLLECTOR, prefix(EventTable.COLLECTOR.getName(), FieldType.TEXT)));
        }
        for (int column : columns) {
            Field<?> field = EventTable.field(dataset.registry(), column);
            FieldType type = dataset.registry().type(column);
            sums.add(sum(
                    type == FieldType.DOUBLE ? DSL.field("cast({0} as bit)", field) : field,
                    prefix(dataset.registry().label(column), type)));
        }
        Record row = sql.select(DSL.count())
                .select(sums)
                .from(source.select(
                        Shape.of(columns.stream().mapToInt(Integer::intValue).toArray())))
                .fetchSingle();
        BigInteger sum = BigInteger.ZERO;
        for (int i = 1; i <= sums.size(); i++) {
            BigInteger more = row.get(i, BigInteger.class);
            sum = more == null ? sum : sum.add(more);
        }
        return new Sum(
                columns.isEmpty() ? row.get(0, Long.class) : 0, sum.mod(MODULUS).longValue());
    }

    private static Field<BigInteger> sum(Field<?> field, String prefix) {
        return DSL.field(
                "sum(md5_number_lower({0} || '-' || {1} || {2} || cast({3} as varchar)))",
                SQLDataType.DECIMAL_INTEGER, EventTable.BATCH, EventTable.ORDINAL, DSL.inline(prefix), field);
    }
}
