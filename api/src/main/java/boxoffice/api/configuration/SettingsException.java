package boxoffice.api.configuration;

import java.util.List;

/** The service cannot start as it is configured; tells every problem, each naming its key, and no secret. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SettingsException(List<String> problems) {
        super("cannot start as configured:\n  - " + String.join("\n  - ", problems), null, false, false);
    }
}
