package spoor.analysis.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import spoor.request.Step;
import spoor.request.TableRequest;
import spoor.request.TableResult;

/** Questions while the mirror follows: each sees whole batches, as many as its watermark says. */
@Timeout(120)
class FollowingMirrorIT {
    private static final int BATCHES = 60;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void answers_areOfTheirWatermark_whateverGoesOn() throws Exception {
        try (Office office = new Office(folder.resolve("mirror"));
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            office.write(0, events(1));
            Mirror mirror = office.mirror();
            AtomicBoolean isOver = new AtomicBoolean();
            List<Future<Integer>> askers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                askers.add(threads.submit(() -> ask(mirror, isOver)));
            }
            for (int batch = 2; batch <= BATCHES; batch++) {
                office.write(batch % 3, events(batch));
                if (batch % 10 == 0) {
                    assertThat(office.count("", (long) batch)).isEqualTo(total(batch));
                }
            }
            office.mirror();
            isOver.set(true);
            for (Future<Integer> asker : askers) {
                assertThat(asker.get()).isPositive();
            }
            for (long asOf = 1; asOf <= BATCHES; asOf++) {
                assertThat(office.count("", asOf)).isEqualTo(total(asOf));
            }
        }
    }

    /** How many questions were answered as they should. */
    private static int ask(Mirror mirror, AtomicBoolean isOver) {
        int answered = 0;
        while (!isOver.get() || answered == 0) {
            TableResult result = mirror.table(new TableRequest(
                    "office",
                    null,
                    null,
                    "",
                    null,
                    List.of(new Step.Group(List.of(), Map.of("n", "count()", "batches", "distinct(batch)")))));
            assertThat(result.rows().getFirst()).contains(total(result.watermark()), result.watermark());
            answered++;
        }
        return answered;
    }

    /** A batch has as many events as its number says. */
    private static String[] events(int batch) {
        String[] events = new String[batch];
        for (int i = 0; i < batch; i++) {
            events[i] = "{\"batch\":%d,\"f%d\":%d,\"second\":%d}".formatted(batch, i % 7, i, batch * 100 + i);
        }
        return events;
    }

    private static long total(long batches) {
        return batches * (batches + 1) / 2;
    }
}
