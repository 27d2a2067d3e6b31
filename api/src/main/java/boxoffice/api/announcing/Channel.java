package boxoffice.api.announcing;

import boxoffice.persistence.notice.Delivery;
import io.vertx.core.Future;

/** A way to tell. */
interface Channel {

    /** Fails with {@link RefusedException} where trying again is in vain. */
    Future<Void> tell(Delivery delivery);

    Future<?> close();
}
