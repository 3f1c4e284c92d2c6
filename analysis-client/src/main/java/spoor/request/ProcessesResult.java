package spoor.request;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Processes, each of which ran once.
 *
 * @param processes in the order of their starts, those whose start was not seen first, then by id
 * @param total before the limit
 * @param watermark at which it was computed
 * @param elapsedMillis how long that took
 */
public record ProcessesResult(List<Instance> processes, long total, long watermark, long elapsedMillis) {
    public ProcessesResult {
        processes = List.copyOf(processes);
    }

    /**
     * One run of a program.
     *
     * @param id its {@code process.entity_id}; where there is none, its host, process id and start in microseconds since 1970, as {@code
     *     alpha:512:1777896000000000}, or {@code alpha:512} where the start was not seen
     * @param parent the id of the process that started it; null where no event tells
     * @param parentName the name of that
     * @param executable with its folders
     * @param start the time of its first {@code process_start}; null where there is none
     * @param end the time of its {@code process_end}; null where there is none
     * @param events how many of those that match are of it; an ancestor may have none
     * @param orphan whether its parent is told, but not seen
     */
    public record Instance(
            String id,
            @Nullable String parent,
            @Nullable String parentName,
            @Nullable String name,
            @Nullable String executable,
            @Nullable String commandLine,
            @Nullable Long pid,
            @Nullable String host,
            @Nullable String user,
            @Nullable Instant start,
            @Nullable Instant end,
            long events,
            boolean orphan) {}
}
