/** A Boxoffice made of a map, to try the rush on without another module. */
@NullMarked
package boxoffice.load.testing;

import org.jspecify.annotations.NullMarked;
