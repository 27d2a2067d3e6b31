package boxoffice.persistence.embedded;

/** What a server is in the cluster. */
enum Role {
    WRITER("writer", 1),
    REPLICA("replica", 2);

    private final String folderName;
    private final int serverId;

    Role(String folderName, int serverId) {
        this.folderName = folderName;
        this.serverId = serverId;
    }

    String folderName() {
        return folderName;
    }

    int serverId() {
        return serverId;
    }

    @Override
    public String toString() {
        return folderName;
    }
}
