/** What the tests of other modules share: store contracts, events to test with, clocks, a PostgreSQL. */
@NullMarked
package spoor.testkit;

import org.jspecify.annotations.NullMarked;
