package spoor.analysis.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What requests for graphs look like, for the OpenAPI document alone, as {@link RequestSchemas}. */
final class GraphSchemas {
    private GraphSchemas() {}

    @Schema(name = "GraphRequest", additionalProperties = AdditionalPropertiesValue.FALSE)
    record Graph(
            @Schema(defaultValue = "default") @Nullable String dataset,
            @Schema(description = "Inclusive") @Nullable Instant from,
            @Schema(description = "Exclusive") @Nullable Instant to,

            @Schema(description = RequestSchemas.LUCENE) @Nullable
            String query,

            @Schema(description = RequestSchemas.WATERMARK, minimum = "0") @Nullable
            Long asOf,

            @Schema(requiredMode = RequiredMode.REQUIRED, description = "1 to 16")
            List<EdgeRequest> edges,

            @Schema(description = "Whether an edge from a to b is another than one from b to a", defaultValue = "true")
            @Nullable
            Boolean directed,

            @Schema(description = "Whether edges from a vertex to itself are kept", defaultValue = "true") @Nullable
            Boolean loops,

            @Schema(
                    description = "Whether edges of different definitions stay apart, and tell which by kind",
                    defaultValue = "false")
            @Nullable
            Boolean parallel,

            @Nullable Projection project,

            @Schema(
                    description =
                            "At most 8: fields, whose most frequent value each vertex gets; or name → aggregate of the events at it, such as sum(network.bytes)",
                    example = "[\"user.name\"]")
            @Nullable
            Object attributes,

            @Schema(description = "Of vertices, and of the whole graph, which are told in summary") @Nullable
            List<Measure> measures,

            @Nullable List<EdgeMeasure> edgeMeasures,

            @Schema(description = "Ids of vertices, for personalised_pagerank") @Nullable
            List<String> seeds,

            @Nullable Around around,
            @Nullable SnapshotsRequest snapshots,
            @Nullable Window compareTo,
            @Nullable GraphLimit limit,
            @Nullable Layout layout) {}

    @Schema(name = "PathsRequest", additionalProperties = AdditionalPropertiesValue.FALSE)
    record Paths(
            @Schema(defaultValue = "default") @Nullable String dataset,
            @Schema(description = "Inclusive") @Nullable Instant from,
            @Schema(description = "Exclusive") @Nullable Instant to,

            @Schema(description = RequestSchemas.LUCENE) @Nullable
            String query,

            @Schema(description = RequestSchemas.WATERMARK, minimum = "0") @Nullable
            Long asOf,

            @Schema(requiredMode = RequiredMode.REQUIRED, description = "1 to 16")
            List<EdgeRequest> edges,

            @Schema(description = "Whether an edge from a to b is another than one from b to a", defaultValue = "true")
            @Nullable
            Boolean directed,

            @Schema(description = "Whether edges from a vertex to itself are kept", defaultValue = "true") @Nullable
            Boolean loops,

            @Schema(
                    description = "Whether edges of different definitions stay apart, and tell which by kind",
                    defaultValue = "false")
            @Nullable
            Boolean parallel,

            @Nullable Projection project,

            @Schema(
                    description =
                            "At most 8: fields, whose most frequent value each vertex gets; or name → aggregate of the events at it, such as sum(network.bytes)",
                    example = "[\"user.name\"]")
            @Nullable
            Object attributes,

            @Schema(description = "Of vertices, and of the whole graph, which are told in summary") @Nullable
            List<Measure> measures,

            @Nullable List<EdgeMeasure> edgeMeasures,

            @Schema(description = "Ids of vertices, for personalised_pagerank") @Nullable
            List<String> seeds,

            @Nullable Around around,
            @Nullable SnapshotsRequest snapshots,
            @Nullable Window compareTo,
            @Nullable GraphLimit limit,
            @Nullable Layout layout,
            @Schema(requiredMode = RequiredMode.REQUIRED) PathRequest path) {}

    @Schema(name = "ProcessesRequest", additionalProperties = AdditionalPropertiesValue.FALSE)
    record Processes(
            @Schema(defaultValue = "default") @Nullable String dataset,
            @Schema(description = "Inclusive") @Nullable Instant from,
            @Schema(description = "Exclusive") @Nullable Instant to,

            @Schema(description = RequestSchemas.LUCENE) @Nullable
            String query,

            @Schema(description = RequestSchemas.WATERMARK, minimum = "0") @Nullable
            Long asOf,

            @Schema(minimum = "0", maximum = "100000", defaultValue = "1000") @Nullable
            Integer limit) {}

    @Schema(
            name = "EdgeRequest",
            description = "From one field's values to another's",
            additionalProperties = AdditionalPropertiesValue.FALSE)
    record EdgeRequest(
            @Schema(requiredMode = RequiredMode.REQUIRED, example = "process.parent.name")
            String source,

            @Schema(requiredMode = RequiredMode.REQUIRED, example = "process.name")
            String target,

            @Schema(defaultValue = "count()", description = "An aggregate of the edge's events, as of a group")
            @Nullable
            String weight,

            @Schema(description = "Which of the request's events make such edges. " + RequestSchemas.LUCENE) @Nullable
            String query) {}

    @Schema(
            name = "Projection",
            description =
                    "The vertices of one kind, linked where they share neighbours of others; the weight is how many, or what part of all (Jaccard)",
            additionalProperties = AdditionalPropertiesValue.FALSE)
    record Projection(
            @Schema(requiredMode = RequiredMode.REQUIRED, example = "user.name")
            String onto,

            @Schema(defaultValue = "shared") @Nullable ProjectionWeight weight) {}

    @Schema(name = "ProjectionWeight", enumAsRef = true)
    enum ProjectionWeight {
        shared,
        jaccard
    }

    @Schema(name = "EdgeMeasure", enumAsRef = true)
    enum EdgeMeasure {
        bridge,
        spanning,
        rarity,
        hosts,
        burst
    }

    @Schema(name = "Measure", enumAsRef = true)
    enum Measure {
        degree,
        pagerank,
        personalised_pagerank,
        hits,
        betweenness,
        betweenness_sampled,
        closeness,
        harmonic,
        eigenvector,
        katz,
        core,
        clustering,
        triangles,
        components,
        strong_components,
        community,
        label_propagation,
        articulation,
        depth,
        eccentricity,
        density,
        diameter,
        assortativity,
        reciprocity,
        triad_census,
        transitivity,
        cyclic
    }

    @Schema(
            name = "Around",
            description = "The part only that some vertices reach",
            additionalProperties = AdditionalPropertiesValue.FALSE)
    record Around(
            @Schema(requiredMode = RequiredMode.REQUIRED, description = "Ids of vertices, 1 to 100")
            List<String> vertices,

            @Schema(minimum = "1", maximum = "100", defaultValue = "1") @Nullable
            Integer hops,

            @Schema(defaultValue = "both") @Nullable AroundDirection direction) {}

    @Schema(name = "AroundDirection", enumAsRef = true)
    enum AroundDirection {
        out,
        in,
        both
    }

    @Schema(
            name = "SnapshotsRequest",
            description = "Each edge's events are counted in buckets of time from 1970-01-01 UTC, 500 at the most",
            additionalProperties = AdditionalPropertiesValue.FALSE)
    record SnapshotsRequest(
            @Schema(requiredMode = RequiredMode.REQUIRED, example = "PT1M")
            String every) {}

    @Schema(
            name = "Window",
            description = "The time that is compared with; one bound at least",
            additionalProperties = AdditionalPropertiesValue.FALSE)
    record Window(
            @Schema(description = "Inclusive") @Nullable Instant from,
            @Schema(description = "Exclusive") @Nullable Instant to) {}

    @Schema(
            name = "GraphLimit",
            description = "The heaviest are kept; condense says what becomes of the others",
            additionalProperties = AdditionalPropertiesValue.FALSE)
    record GraphLimit(
            @Schema(minimum = "0", maximum = "1000000", defaultValue = "2000") @Nullable
            Integer vertices,

            @Schema(minimum = "0", maximum = "1000000", defaultValue = "10000") @Nullable
            Integer edges,

            @Schema(defaultValue = "weight") @Nullable Condense condense) {}

    @Schema(name = "Condense", enumAsRef = true)
    enum Condense {
        weight,
        community
    }

    @Schema(name = "Layout", enumAsRef = true)
    enum Layout {
        force,
        layered,
        radial
    }

    @Schema(name = "PathRequest", additionalProperties = AdditionalPropertiesValue.FALSE)
    record PathRequest(
            @Schema(requiredMode = RequiredMode.REQUIRED, example = "process.name:winword.exe")
            String source,

            @Schema(requiredMode = RequiredMode.REQUIRED, example = "process.name:cmd.exe")
            String target,

            @Schema(defaultValue = "shortest", description = "simple: all that visit no vertex twice") @Nullable
            PathKind kind,

            @Schema(minimum = "1", maximum = "1000", defaultValue = "10") @Nullable
            Integer most,

            @Schema(minimum = "1", maximum = "100", defaultValue = "12", description = "Edges of a simple path")
            @Nullable
            Integer longest,

            @Schema(
                    defaultValue = "hops",
                    description = "What following an edge costs: 1, its rarity, or the inverse of its weight")
            @Nullable
            PathCost cost) {}

    @Schema(name = "PathKind", enumAsRef = true)
    enum PathKind {
        shortest,
        simple
    }

    @Schema(name = "PathCost", enumAsRef = true)
    enum PathCost {
        hops,
        rarity,
        weight
    }
}
