package spoor.request;

import java.util.List;

/** A request that can't be answered, with every problem that was found in it. */
public class RequestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final transient List<Problem> problems;

    public RequestException(ErrorCode code, List<Problem> problems) {
        this(code, problems.isEmpty() ? code.word() : problems.getFirst().message(), problems);
    }

    public RequestException(ErrorCode code, Problem problem) {
        this(code, List.of(problem));
    }

    /** A refusal for which no place of the request is at fault. */
    public RequestException(ErrorCode code, String message) {
        this(code, message, List.of());
    }

    public static RequestException unknownDataset(String name) {
        return new RequestException(
                ErrorCode.UNKNOWN_DATASET, Problem.at("dataset", "There is no dataset '" + name + "'"));
    }

    private RequestException(ErrorCode code, String message, List<Problem> problems) {
        super(message);
        this.code = code;
        this.problems = List.copyOf(problems);
    }

    public ErrorCode code() {
        return code;
    }

    public List<Problem> problems() {
        return problems;
    }
}
