package spoor.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is different about a selection.
 *
 * @param asOf the watermark to answer at; null for the present one
 * @param baseline with what it is compared, less what is in the selection too; null for the selection's query at all times
 * @param fields whose values are compared; all that tell something where empty
 * @param valuesPerField at most so many of each field are told
 * @param limit at most so many are told in all, and at most so many edges
 * @param falseDiscoveryRate below 1
 */
public record CompareRequest(
        String dataset,
        @Nullable Long asOf,
        Selection selection,
        @Nullable Selection baseline,
        List<String> fields,
        int valuesPerField,
        int limit,
        double falseDiscoveryRate) {
    public CompareRequest {
        fields = List.copyOf(fields);
    }
}
