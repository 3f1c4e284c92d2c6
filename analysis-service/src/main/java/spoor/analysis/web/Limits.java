package spoor.analysis.web;

import spoor.request.ErrorCode;
import spoor.request.Problem;
import spoor.request.RequestException;

/** How many may be asked for at once. */
final class Limits {
    private Limits() {}

    /** @throws RequestException if {@code limit} is not from 1 to {@code maximum} */
    static void check(int limit, int maximum) {
        if (limit < 1 || limit > maximum) {
            throw new RequestException(
                    ErrorCode.INVALID_REQUEST,
                    Problem.at("limit", "limit must be from 1 to " + maximum + ", not " + limit));
        }
    }
}
