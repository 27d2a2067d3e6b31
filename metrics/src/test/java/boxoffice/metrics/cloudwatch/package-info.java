@NullMarked
package boxoffice.metrics.cloudwatch;

import org.jspecify.annotations.NullMarked;
