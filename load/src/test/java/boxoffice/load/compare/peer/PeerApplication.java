package boxoffice.load.compare.peer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The conventional service. {@code peer.style} is {@code insert-first} or {@code for-update}. */
@SpringBootApplication
public class PeerApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(PeerApplication.class, arguments).registerShutdownHook();
    }
}
