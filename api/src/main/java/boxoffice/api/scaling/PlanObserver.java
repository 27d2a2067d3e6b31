package boxoffice.api.scaling;

import java.util.function.DoubleSupplier;

/** Is told how each look at AWS ended. Any thread. */
public interface PlanObserver {

    /** @param sound whether AWS is as the openings ask for after it */
    void looked(boolean sound);

    /** Called once, with what tells the seconds since the last sound look. */
    void ageIs(DoubleSupplier seconds);
}
