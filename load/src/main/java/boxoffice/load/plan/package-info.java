/** Who does what when: pure and seeded, in times relative to the opening. Start reading at {@link ArrivalPlan}. */
@NullMarked
@CheckReturnValue
package boxoffice.load.plan;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
