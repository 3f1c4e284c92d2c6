/** What the tests of other modules share: what every store must do, a clock, a PostgreSQL. */
@NullMarked
package spoor.testkit;

import org.jspecify.annotations.NullMarked;
