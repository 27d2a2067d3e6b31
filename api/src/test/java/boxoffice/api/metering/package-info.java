@NullMarked
package boxoffice.api.metering;

import org.jspecify.annotations.NullMarked;
