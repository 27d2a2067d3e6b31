/**
 * The fault laboratory. A {@link boxoffice.persistence.faults.FaultProxy} between the service and its database spoils
 * what passes; a {@code Crowd} of members claims meanwhile and writes a {@link boxoffice.persistence.faults.History};
 * the {@link boxoffice.persistence.faults.Checker} holds it against the tables. One class of tests for each family of
 * faults; their figures go to {@code target/faults.md}.
 */
@NullMarked
@CheckReturnValue
package boxoffice.persistence.faults;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
