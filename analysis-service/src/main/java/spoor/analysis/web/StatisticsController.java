package spoor.analysis.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import spoor.analysis.mirror.Mirror;
import spoor.request.CompareResult;
import spoor.request.Requests;
import spoor.request.StatsResult;
import spoor.storage.EventReader;
import tools.jackson.databind.JsonNode;

/** Statistics of the mirror's events, and what is different about some of them. */
@RestController
@RequestMapping("/api/v1")
final class StatisticsController {
    private static final String STATS = """
            One procedure over events, named as in SciPy and R. The answer's numbers by test, beside n:
            - describe: mean, standardDeviation, variance, skewness, kurtosis, min, q05 … q99, max, medianAbsoluteDeviation; meanLow and meanHigh \
            by Student's t, medianLow and medianHigh by order statistics.
            - correlation: coefficient, pValue, low, high (not of kendall).
            - tTest, welch: t, degreesOfFreedom, pValue, mean, otherMean, difference with differenceLow and differenceHigh, cohensD.
            - mannWhitney: u, pValue, superiority (the probability that a value of the selection is the larger). kolmogorovSmirnov: d, pValue.
            - chiSquare, gTest: chiSquare or g, degreesOfFreedom, pValue, cramersV; the parts are the cells that deviate most.
            - fisher: oddsRatio with oddsRatioLow and oddsRatioHigh, pValue, and the four counts.
            - linear: rSquared, adjustedRSquared, residualStandardError, f, pValue; logistic: deviance, nullDeviance, chiSquare, pValue, aic, \
            pseudoRSquared, converged, separated; the parts are the terms, each with estimate, standardError, t or z, pValue, low, high.
            - fit: the parts are the distributions, the best first, each with its parameters, logLikelihood, aic and d.
            - entropy: entropy in bits, evenness, perplexity, distinct. divergence: jensenShannon, kullbackLeibler and its reverse, in bits.
            - adjust: the parts are the p-values, each with its adjusted one.

            A number that can't be computed, or is infinite, is left out, and a warning says why. An event counts where each field that is asked for \
            holds a finite number; text that spells one is one, and a time is seconds since 1970. Of more than 1,000,000 events a part is taken that \
            is chosen by chance but always the same, and sampled is true.""";
    private static final String COMPARE = """
            What is different about a selection: its values and process calls, against a baseline that has no event of it. First what is beyond chance \
            and more frequent in the selection, then what is less frequent, the largest sure effect first (the end of log2Ratio's 95 % interval that is \
            nearer to 0), then what may be chance. Shares are of the events that have the field. The false-discovery rate is controlled by Benjamini \
            and Hochberg over all values and calls that were tested.""";

    private final Mirror mirror;

    StatisticsController(Mirror mirror, EventReader reader) {
        this.mirror = new KnownDatasets(mirror, reader);
    }

    @PostMapping("/stats")
    @Operation(summary = "Statistics of events", description = STATS)
    StatsResult stats(@RequestBody @Schema(implementation = StatisticsSchemas.Stats.class) JsonNode request) {
        return mirror.stats(Requests.stats(request));
    }

    @PostMapping("/compare")
    @Operation(summary = "What is different about some events", description = COMPARE)
    CompareResult compare(@RequestBody @Schema(implementation = StatisticsSchemas.Compare.class) JsonNode request) {
        return mirror.compare(Requests.compare(request));
    }
}
