package spoor.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A long test or class of tests: faults, fuzzing, loads, containers. It runs with {@code ./spoor test --full}, which is
 * {@code mvn -Pfull verify}, and is left out of every other run, where it counts as no test rather than as a skipped one.
 *
 * <p>It is the tag {@value #TAG}, for modules that do not see this annotation.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag(Full.TAG)
public @interface Full {
    String TAG = "full";
}
