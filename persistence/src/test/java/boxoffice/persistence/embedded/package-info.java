/** Tests of the embedded cluster with real servers and real kills. */
@NullMarked
package boxoffice.persistence.embedded;

import org.jspecify.annotations.NullMarked;
