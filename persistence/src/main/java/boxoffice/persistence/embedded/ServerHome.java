package boxoffice.persistence.embedded;

import java.nio.file.Path;

/**
 * The files of one server.
 *
 * @param folder absolute and without links, so that a running server can be recognised by it
 */
record ServerHome(Role role, Path folder) {

    static ServerHome of(Role role, Path clusterFolder) {
        return new ServerHome(role, clusterFolder.resolve(role.folderName()));
    }

    DataFolder data() {
        return new DataFolder(folder.resolve("data"));
    }

    Path temporary() {
        return folder.resolve("tmp");
    }

    Path log() {
        return folder.resolve("mariadbd.log");
    }

    Path previousLog() {
        return folder.resolve("mariadbd.previous.log");
    }

    Path pidFile() {
        return folder.resolve("mariadbd.pid");
    }

    Path initFile() {
        return folder.resolve("init.sql");
    }

    /** The argument by which every process working on our data is known. */
    String dataArgument() {
        return "--datadir=" + data().path();
    }
}
