/** The workbench in a real Chromium on the real platform, view by view. */
@NullMarked
package spoor.standalone.workbench;

import org.jspecify.annotations.NullMarked;
