package spoor.analysis.web;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/** What an {@code Accept} header asks for. */
final class Accepted {
    private Accepted() {}

    /** The form that is wanted most; of several that are wanted alike, and where none is wanted, the first. */
    static <F> F first(String accept, F[] forms, Function<F, MediaType> typeOf) {
        List<MediaType> wanted = MediaType.parseMediaTypes(accept);
        MimeTypeUtils.sortBySpecificity(wanted);
        return wanted.stream()
                .flatMap(type -> Arrays.stream(forms).filter(form -> type.includes(typeOf.apply(form))))
                .findFirst()
                .orElse(forms[0]);
    }
}
