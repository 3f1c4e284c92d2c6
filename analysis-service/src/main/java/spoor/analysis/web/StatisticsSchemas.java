package spoor.analysis.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What requests for statistics and comparisons look like, for the OpenAPI document alone, as {@link RequestSchemas} are. */
final class StatisticsSchemas {
    private static final String QUERY = "In Lucene syntax";
    private static final String LEVEL = "Of the confidence intervals; 0.95 where it is left out";
    private static final String WATERMARK = "The watermark to answer at; the present one where it is left out";

    private StatisticsSchemas() {}

    @Schema(name = "StatsRequest", additionalProperties = AdditionalPropertiesValue.FALSE)
    record Stats(
            @Schema(defaultValue = "default") @Nullable String dataset,
            @Schema(description = "Inclusive") @Nullable Instant from,
            @Schema(description = "Exclusive") @Nullable Instant to,
            @Schema(description = QUERY) @Nullable String query,

            @Schema(description = WATERMARK, minimum = "0") @Nullable
            Long asOf,

            @Schema(
                    description =
                            "What the selection is compared with; an event that is in both belongs to the selection")
            @Nullable
            Selected other,

            @Schema(requiredMode = RequiredMode.REQUIRED) Test test) {}

    @Schema(name = "Selection", description = "Some events", additionalProperties = AdditionalPropertiesValue.FALSE)
    record Selected(
            @Schema(description = "Inclusive") @Nullable Instant from,
            @Schema(description = "Exclusive") @Nullable Instant to,
            @Schema(description = QUERY) @Nullable String query) {}

    @Schema(
            name = "CompareRequest",
            description = "What is different about a selection",
            additionalProperties = AdditionalPropertiesValue.FALSE)
    record Compare(
            @Schema(defaultValue = "default") @Nullable String dataset,

            @Schema(description = WATERMARK, minimum = "0") @Nullable
            Long asOf,

            @Schema(requiredMode = RequiredMode.REQUIRED) Selected selection,

            @Schema(
                    description =
                            "What it is compared with, less what is in the selection; its query at all times where it is left out")
            @Nullable
            Selected baseline,

            @Schema(
                    description =
                            "Fields whose values are compared; all but times and identifiers where it is left out")
            @Nullable
            List<String> fields,

            @Schema(description = "At most so many of each field", defaultValue = "10", minimum = "1", maximum = "1000")
            @Nullable
            Integer valuesPerField,

            @Schema(
                    description = "At most so many in all, and so many edges",
                    defaultValue = "100",
                    minimum = "1",
                    maximum = "10000")
            @Nullable
            Integer limit,

            @Schema(
                    description = "Up to which q-value a value counts as different; 0.05 where it is left out",
                    minimum = "0",
                    maximum = "1")
            @Nullable
            Double falseDiscoveryRate) {}

    @Schema(
            name = "StatsTest",
            oneOf = {
                DescribeTest.class,
                CorrelationTest.class,
                TTestTest.class,
                WelchTest.class,
                MannWhitneyTest.class,
                KolmogorovSmirnovTest.class,
                ChiSquareTest.class,
                GTestTest.class,
                FisherTest.class,
                LinearTest.class,
                LogisticTest.class,
                FitTest.class,
                EntropyTest.class,
                DivergenceTest.class,
                AdjustTest.class
            })
    interface Test {}

    @Schema(name = "CorrelationMethod", enumAsRef = true)
    enum CorrelationMethod {
        pearson,
        spearman,
        kendall
    }

    @Schema(name = "AdjustMethod", enumAsRef = true)
    enum AdjustMethod {
        bonferroni,
        holm,
        benjaminiHochberg
    }

    @Schema(name = "Distribution", enumAsRef = true)
    enum Distribution {
        normal,
        logNormal,
        exponential,
        gamma,
        weibull,
        pareto
    }

    @Schema(
            name = "DescribeTest",
            description =
                    "Mean, spread, shape and quantiles, with confidence intervals, as describe in SciPy and summary in R",
            additionalProperties = AdditionalPropertiesValue.FALSE)
    record DescribeTest(
            @Schema(requiredMode = RequiredMode.REQUIRED) Describe describe) {}

    @Schema(name = "Describe", additionalProperties = AdditionalPropertiesValue.FALSE)
    record Describe(
            @Schema(requiredMode = RequiredMode.REQUIRED, example = "network.bytes")
            String field,

            @Schema(description = LEVEL, minimum = "0.5", maximum = "0.999999") @Nullable
            Double level) {}

    @Schema(
            name = "CorrelationTest",
            description = "How two fields go together: Pearson's r, Spearman's ρ or Kendall's τ-b, with p-value",
            additionalProperties = AdditionalPropertiesValue.FALSE)
    record CorrelationTest(
            @Schema(requiredMode = RequiredMode.REQUIRED) Correlation correlation) {}

    @Schema(name = "Correlation", additionalProperties = AdditionalPropertiesValue.FALSE)
    record Correlation(
            @Schema(requiredMode = RequiredMode.REQUIRED, example = "network.bytes")
            String x,

            @Schema(requiredMode = RequiredMode.REQUIRED, example = "network.bytes")
            String y,

            @Schema(defaultValue = "pearson") @Nullable CorrelationMethod method,

            @Schema(description = LEVEL, minimum = "0.5", maximum = "0.999999") @Nullable
            Double level) {}

    @Schema(
            name = "TTestTest",
            description =
                    "Student's t-test of the means of the selection and the other one; welch where they vary differently",
            additionalProperties = AdditionalPropertiesValue.FALSE)
    record TTestTest(
            @Schema(requiredMode = RequiredMode.REQUIRED) TTest tTest) {}

    @Schema(name = "TTest", additionalProperties = AdditionalPropertiesValue.FALSE)
    record TTest(
            @Schema(requiredMode = RequiredMode.REQUIRED, example = "network.bytes")
            String field,

            @Schema(description = LEVEL, minimum = "0.5", maximum = "0.999999") @Nullable
            Double level) {}

    @Schema(
            name = "WelchTest",
            description = "Welch's t-test of the means of the selection and the other one",
            additionalProperties = AdditionalPropertiesValue.FALSE)
    record WelchTest(
            @Schema(requiredMode = RequiredMode.REQUIRED) Welch welch) {}

    @Schema(name = "Welch", additionalProperties = AdditionalPropertiesValue.FALSE)
    record Welch(
            @Schema(requiredMode = RequiredMode.REQUIRED, example = "network.bytes")
            String field,

            @Schema(description = LEVEL, minimum = "0.5", maximum = "0.999999") @Nullable
            Double level) {}

    @Schema(
            name = "MannWhitneyTest",
            description = "Rank-sum test of the selection and the other one",
            additionalProperties = AdditionalPropertiesValue.FALSE)
    record MannWhitneyTest(
            @Schema(requiredMode = RequiredMode.REQUIRED) MannWhitney mannWhitney) {}

    @Schema(name = "MannWhitney", additionalProperties = AdditionalPropertiesValue.FALSE)
    record MannWhitney(
            @Schema(requiredMode = RequiredMode.REQUIRED, example = "network.bytes")
            String field) {}

    @Schema(
            name = "KolmogorovSmirnovTest",
            description = "Two-sample test of the distributions in the selection and the other one",
            additionalProperties = AdditionalPropertiesValue.FALSE)
    record KolmogorovSmirnovTest(
            @Schema(requiredMode = RequiredMode.REQUIRED) KolmogorovSmirnov kolmogorovSmirnov) {}

    @Schema(name = "KolmogorovSmirnov", additionalProperties = AdditionalPropertiesValue.FALSE)
    record KolmogorovSmirnov(
            @Schema(requiredMode = RequiredMode.REQUIRED, example = "network.bytes")
            String field) {}

    @Schema(
            name = "ChiSquareTest",
            description = "Pearson's χ² test of independence of two fields, or of a field from the selections",
            additionalProperties = AdditionalPropertiesValue.FALSE)
    record ChiSquareTest(
            @Schema(requiredMode = RequiredMode.REQUIRED) ChiSquare chiSquare) {}

    @Schema(name = "ChiSquare", additionalProperties = AdditionalPropertiesValue.FALSE)
    record ChiSquare(
            @Schema(requiredMode = RequiredMode.REQUIRED, example = "network.bytes")
            String rows,

            @Schema(description = "A field; left out, the two selections are the columns") @Nullable
            String columns) {}

    @Schema(
            name = "GTestTest",
            description = "Likelihood-ratio test of independence of two fields, or of a field from the selections",
            additionalProperties = AdditionalPropertiesValue.FALSE)
    record GTestTest(
            @Schema(requiredMode = RequiredMode.REQUIRED) GTest gTest) {}

    @Schema(name = "GTest", additionalProperties = AdditionalPropertiesValue.FALSE)
    record GTest(
            @Schema(requiredMode = RequiredMode.REQUIRED, example = "network.bytes")
            String rows,

            @Schema(description = "A field; left out, the two selections are the columns") @Nullable
            String columns) {}

    @Schema(
            name = "FisherTest",
            description =
                    "Fisher's exact test of independence of matching two queries, or of matching one from the selections",
            additionalProperties = AdditionalPropertiesValue.FALSE)
    record FisherTest(
            @Schema(requiredMode = RequiredMode.REQUIRED) Fisher fisher) {}

    @Schema(name = "Fisher", additionalProperties = AdditionalPropertiesValue.FALSE)
    record Fisher(
            @Schema(requiredMode = RequiredMode.REQUIRED, description = QUERY, example = "event.outcome:failure")
            String rows,

            @Schema(description = QUERY + "; left out, being in the selection is meant") @Nullable
            String columns,

            @Schema(description = LEVEL, minimum = "0.5", maximum = "0.999999") @Nullable
            Double level) {}

    @Schema(
            name = "LinearTest",
            description = "Linear regression by least squares, as lm in R",
            additionalProperties = AdditionalPropertiesValue.FALSE)
    record LinearTest(
            @Schema(requiredMode = RequiredMode.REQUIRED) Linear linear) {}

    @Schema(name = "Linear", additionalProperties = AdditionalPropertiesValue.FALSE)
    record Linear(
            @Schema(requiredMode = RequiredMode.REQUIRED, example = "network.bytes")
            String y,

            @Schema(requiredMode = RequiredMode.REQUIRED, description = "1 to 16 fields")
            List<String> x,

            @Schema(description = LEVEL, minimum = "0.5", maximum = "0.999999") @Nullable
            Double level) {}

    @Schema(
            name = "LogisticTest",
            description = "Logistic regression by maximum likelihood, as glm(family = binomial) in R",
            additionalProperties = AdditionalPropertiesValue.FALSE)
    record LogisticTest(
            @Schema(requiredMode = RequiredMode.REQUIRED) Logistic logistic) {}

    @Schema(name = "Logistic", additionalProperties = AdditionalPropertiesValue.FALSE)
    record Logistic(
            @Schema(requiredMode = RequiredMode.REQUIRED, description = QUERY, example = "event.outcome:failure")
            String outcome,

            @Schema(requiredMode = RequiredMode.REQUIRED, description = "1 to 16 fields")
            List<String> x,

            @Schema(description = LEVEL, minimum = "0.5", maximum = "0.999999") @Nullable
            Double level) {}

    @Schema(
            name = "FitTest",
            description = "Distributions fitted by maximum likelihood, the best by AIC first",
            additionalProperties = AdditionalPropertiesValue.FALSE)
    record FitTest(
            @Schema(requiredMode = RequiredMode.REQUIRED) Fit fit) {}

    @Schema(name = "Fit", additionalProperties = AdditionalPropertiesValue.FALSE)
    record Fit(
            @Schema(requiredMode = RequiredMode.REQUIRED, example = "network.bytes")
            String field,

            @Schema(description = "All where it is left out") @Nullable
            List<Distribution> distributions) {}

    @Schema(
            name = "EntropyTest",
            description = "Shannon's entropy of a field's values, in bits",
            additionalProperties = AdditionalPropertiesValue.FALSE)
    record EntropyTest(
            @Schema(requiredMode = RequiredMode.REQUIRED) Entropy entropy) {}

    @Schema(name = "Entropy", additionalProperties = AdditionalPropertiesValue.FALSE)
    record Entropy(
            @Schema(requiredMode = RequiredMode.REQUIRED, example = "process.name")
            String field) {}

    @Schema(
            name = "DivergenceTest",
            description =
                    "Jensen and Shannon's, and Kullback and Leibler's divergence of the selection from the other one, in bits",
            additionalProperties = AdditionalPropertiesValue.FALSE)
    record DivergenceTest(
            @Schema(requiredMode = RequiredMode.REQUIRED) Divergence divergence) {}

    @Schema(name = "Divergence", additionalProperties = AdditionalPropertiesValue.FALSE)
    record Divergence(
            @Schema(requiredMode = RequiredMode.REQUIRED, example = "process.name")
            String field,

            @Schema(
                    description = "Added to the count of each value, 0 for none; 0.5 where it is left out",
                    minimum = "0")
            @Nullable
            Double smoothing) {}

    @Schema(
            name = "AdjustTest",
            description = "p-values corrected for that there are many, as p.adjust in R",
            additionalProperties = AdditionalPropertiesValue.FALSE)
    record AdjustTest(
            @Schema(requiredMode = RequiredMode.REQUIRED) Adjust adjust) {}

    @Schema(name = "Adjust", additionalProperties = AdditionalPropertiesValue.FALSE)
    record Adjust(
            @Schema(requiredMode = RequiredMode.REQUIRED, description = "Each from 0 to 1")
            List<Double> pValues,

            @Schema(defaultValue = "benjaminiHochberg") @Nullable
            AdjustMethod method) {}
}
