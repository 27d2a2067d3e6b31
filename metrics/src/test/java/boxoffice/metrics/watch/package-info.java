@NullMarked
package boxoffice.metrics.watch;

import org.jspecify.annotations.NullMarked;
