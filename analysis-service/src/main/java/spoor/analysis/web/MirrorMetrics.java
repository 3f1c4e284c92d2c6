package spoor.analysis.web;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import org.springframework.stereotype.Component;
import spoor.analysis.mirror.Upkeep;

/**
 * What the mirror is made of, as metrics {@code spoor_mirror_…}, all of one moment. How far it is behind tells the difference of
 * {@code spoor_mirror_watermark} to the store's.
 */
@Component
final class MirrorMetrics implements MultiCollector {
    private final Upkeep upkeep;

    MirrorMetrics(Upkeep upkeep, PrometheusRegistry registry) {
        this.upkeep = upkeep;
        registry.register(this);
    }

    @Override
    public MetricSnapshots collect() {
        Upkeep.State state = upkeep.state();
        return MetricSnapshots.of(
                gauge("watermark", "Up to which everything is here", state.watermark()),
                gauge("events", "Those on disk and those that are not yet", state.events()),
                gauge("hot_events", "Those that are not on disk yet", state.hotEvents()),
                gauge("segments", "What is on disk, in parts", state.segments()),
                gauge("files", "Of all segments", state.files()),
                gauge("disk_bytes", "Of all files", state.bytes()),
                gauge("memory_bytes", "What the engine takes, beside the heap", state.memoryBytes()),
                gauge("holes", "Segments that are lost and being read from the store again", state.holes()),
                CounterSnapshot.builder()
                        .name("spoor_mirror_read_events")
                        .help("Those that were read from the store since the start")
                        .dataPoint(CounterDataPointSnapshot.builder()
                                .value((double) state.readEvents())
                                .build())
                        .build());
    }

    private static MetricSnapshot gauge(String name, String help, long value) {
        return GaugeSnapshot.builder()
                .name("spoor_mirror_" + name)
                .help(help)
                .dataPoint(
                        GaugeDataPointSnapshot.builder().value((double) value).build())
                .build();
    }
}
