/** The analysis service as it runs: REST, live streams, the page. */
@NullMarked
package spoor.analysis.web;

import org.jspecify.annotations.NullMarked;
