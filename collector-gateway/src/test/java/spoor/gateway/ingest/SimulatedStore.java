package spoor.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import spoor.storage.Entry;
import spoor.storage.Slice;
import spoor.storage.StoreException;
import spoor.storage.StreamKey;
import spoor.storage.WriteResult;

/**
 * A store that keeps what it committed, whatever happens to it, and checks it against what was sent: its answers are late, lost, or come before
 * the commit that they say failed.
 */
final class SimulatedStore {
    /** What a call gives. */
    interface Answer<T> {
        void told(T value);

        void failed(RuntimeException cause);
    }

    private final VirtualTime time;
    private final Random random;
    private final BooleanSupplier isFaulty;
    private final Map<StreamKey, List<byte[]>> sources;
    private final Map<StreamKey, Long> positions = new HashMap<>();
    private final Map<String, Outcome> ledger = new TreeMap<>();
    private long watermark;
    private int epoch;
    private boolean isDown;

    /** @param sources what each stream's collector sends */
    SimulatedStore(VirtualTime time, Random random, BooleanSupplier isFaulty, Map<StreamKey, List<byte[]>> sources) {
        this.time = time;
        this.random = random;
        this.isFaulty = isFaulty;
        this.sources = sources;
    }

    void crash(long downMillis) {
        epoch++;
        isDown = true;
        int crashed = epoch;
        time.after(downMillis, () -> isDown = isDown && epoch != crashed);
    }

    /** Grows with every crash; what was begun before is gone. */
    int epoch() {
        return epoch;
    }

    long position(StreamKey stream) {
        return positions.getOrDefault(stream, 0L);
    }

    Map<String, Outcome> ledger() {
        return ledger;
    }

    void look(StreamKey stream, Answer<Long> answer) {
        call(() -> position(stream), answer);
    }

    void write(List<Slice> slices, Answer<WriteResult> answer) {
        call(() -> commit(slices), answer);
    }

    private <T> void call(Supplier<T> transaction, Answer<T> answer) {
        int begun = epoch;
        int fate = isFaulty.getAsBoolean() ? random.nextInt(20) : 20;
        time.after(random.nextInt(30), () -> {
            if (isDown || epoch != begun || fate == 0) {
                answer.failed(away("never got there"));
            } else if (fate == 1) { // The connection breaks first; the server carries on regardless.
                answer.failed(away("cut off before the commit"));
                time.after(random.nextInt(400), () -> attempt(transaction, begun));
            } else {
                finish(transaction, answer, begun, fate == 2);
            }
        });
    }

    private void attempt(Supplier<?> transaction, int begun) {
        if (epoch == begun) {
            try {
                var _ = transaction.get();
            } catch (StoreException e) {
                assertThat(e.isTransient()).isFalse();
            }
        }
    }

    private <T> void finish(Supplier<T> transaction, Answer<T> answer, int begun, boolean isAnswerLost) {
        try {
            T result = transaction.get();
            time.after(random.nextInt(30), () -> {
                if (epoch != begun || isAnswerLost) {
                    answer.failed(away("cut off after the commit"));
                } else {
                    answer.told(result);
                }
            });
        } catch (StoreException e) {
            answer.failed(e);
        }
    }

    private WriteResult commit(List<Slice> slices) {
        if (slices.stream().flatMap(slice -> slice.entries().stream()).anyMatch(SimulatedStore::isPoison)) {
            throw new StoreException("can't be kept", false, new IllegalStateException());
        }
        Map<StreamKey, Long> moved = new HashMap<>(positions);
        for (Slice slice : slices) {
            if (slice.streamKey().isPresent() && !slice.entries().isEmpty()) {
                StreamKey key = slice.streamKey().get();
                long stands = moved.getOrDefault(key, 0L);
                if (stands != slice.firstSequence() - 1) {
                    return new WriteResult.PositionMoved(key, position(key));
                }
                moved.put(key, slice.lastSequence());
            }
        }
        slices.forEach(this::keep);
        positions.putAll(moved);
        watermark++;
        return new WriteResult.Committed(watermark);
    }

    /** INVARIANT (I2): what a stream holds is what was sent, in its order, each once. */
    private void keep(Slice slice) {
        long malformed = 0;
        long sequence = slice.firstSequence();
        for (Entry entry : slice.entries()) {
            if (entry instanceof Entry.Malformed) {
                malformed++;
            }
            if (slice.streamKey().isPresent()) {
                byte[] sent = sources.get(slice.streamKey().get()).get((int) sequence - 1);
                assertThat(entry.raw()).isEqualTo(sent);
                sequence++;
            }
        }
        long entries = slice.entries().size();
        ledger.merge(
                slice.collector(),
                new Outcome(entries + slice.duplicates(), entries - malformed, slice.duplicates(), 0, malformed),
                Outcome::plus);
    }

    private static boolean isPoison(Entry entry) {
        return entry instanceof Entry.Read read && new String(read.raw(), StandardCharsets.UTF_8).startsWith("poison");
    }

    private static StoreException away(String how) {
        return new StoreException(how, true, new IllegalStateException());
    }

    /** An answer that is no longer waited for once {@code isOver}. */
    static <T> Answer<T> unless(BooleanSupplier isOver, Consumer<T> told, Consumer<RuntimeException> failed) {
        return new Answer<>() {
            @Override
            public void told(T value) {
                if (!isOver.getAsBoolean()) {
                    told.accept(value);
                }
            }

            @Override
            public void failed(RuntimeException cause) {
                if (!isOver.getAsBoolean()) {
                    failed.accept(cause);
                }
            }
        };
    }
}
