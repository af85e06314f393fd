package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.landfall.source.SourceConfig;
import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestSourceDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scripts of deploy/hooks: HAProxy and PgBouncer themselves, as Debian has them, in a cutover; stand-ins for ProxySQL and
 * MaxScale, which it has not. Runs beside Debian's servers only (profile debian-pair).
 */
class ProxyHooksIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Path HOOKS =
            Path.of("../deploy/hooks").toAbsolutePath().normalize();

    private static TestMariaDb server;

    @TempDir
    private Path folder;

    private final List<Process> proxies = new ArrayList<>();
    private int mariaDbPort;
    private int postgreSqlPort;
    private int pooledPort;

    private record Ended(int exitCode, String printed) {}

    @BeforeAll
    static void start() {
        server = TestMariaDb.startPrivate();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** PgBouncer gives its rights away, and reads its files again. */
    @BeforeEach
    void openFolder() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void stopProxies() throws InterruptedException {
        for (Process proxy : proxies) {
            proxy.destroyForcibly().waitFor();
        }
    }

    @Test
    void aCutoverSwitchesHaproxyAndPgBouncer() throws Exception {
        try (Voyage voyage = Voyage.on(
                server,
                "CREATE TABLE item (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40))",
                "INSERT INTO item (name) SELECT seq FROM seq_1_to_10")) {
            startHaproxy(voyage);
            startPgBouncer(voyage);
            assertThat(voyage.run("snapshot").exitCode()).isZero();
            whatIsWrongIsSaid(voyage);

            // Undone at the last moment: everybody is where they were.
            Voyage.Ended undone = voyage.run(cutover(voyage, "false"));
            assertThat(undone.exitCode()).as(undone.toString()).isEqualTo(1);
            assertThat(undone.err()).contains("CUTOVER-002", "hook proven").doesNotContain("And the hook");
            assertThatCode(() -> mariaDb(voyage)).doesNotThrowAnyException();
            assertThatThrownBy(() -> postgreSql(voyage)).isInstanceOf(SQLException.class);

            // A client that comes too early waits until PostgreSQL owns the data.
            CompletableFuture<Void> early = CompletableFuture.runAsync(() -> insert(voyage));
            Voyage.Ended cutover = voyage.run(cutover(voyage, "true"));
            assertThat(cutover.exitCode()).as(cutover.toString()).isZero();
            assertThat(early).succeedsWithin(LIMIT);
            assertThat(voyage.target().value("SELECT count(*) FROM shop.item WHERE name = 'early'"))
                    .isEqualTo("1");
            assertThatThrownBy(() -> mariaDb(voyage)).isInstanceOf(SQLException.class);
            assertThatCode(() -> postgreSql(voyage)).doesNotThrowAnyException();

            // Once more, as by hand.
            for (String script : List.of("haproxy.sh", "pgbouncer.sh")) {
                Ended again = run(script, "handed-over", environment(voyage));
                assertThat(again.exitCode()).as(again.printed()).isZero();
                assertThat(again.printed()).containsAnyOf("postgresql/target is ready", "goes on");
            }
        }
    }

    private void whatIsWrongIsSaid(Voyage voyage) throws Exception {
        Map<String, String> environment = environment(voyage);
        environment.put("HAPROXY_SOURCE", "mariadb/nobody");
        environment.put("PGBOUNCER_DATABASE", "nobody");
        assertThat(run("haproxy.sh", "pre-fence", environment))
                .isEqualTo(new Ended(1, "haproxy: pre-fence: FAILED: there is no server mariadb/nobody\n"));
        assertThat(run("pgbouncer.sh", "pre-fence", environment))
                .isEqualTo(new Ended(1, "pgbouncer: pre-fence: FAILED: PgBouncer has no database nobody\n"));
        environment.put("HAPROXY_SOCKET", folder.resolve("nothing").toString());
        environment.put("PGBOUNCER_PORT", "1");
        for (String script : List.of("haproxy.sh", "pgbouncer.sh")) {
            Ended away = run(script, "fenced", environment);
            assertThat(away.exitCode()).isEqualTo(1);
            assertThat(away.printed()).contains("FAILED: no answer from");
        }
    }

    /** Two tables stand for ProxySQL's: their statements run on MariaDB, those that only ProxySQL knows are told apart. */
    @Test
    void proxySqlIsToldWhoMayWrite() throws Exception {
        try (TestSourceDatabase admin = server.createDatabase()) {
            Path told = folder.resolve("told");
            Path client = Files.writeString(
                    Files.createDirectory(folder.resolve("bin")).resolve("mariadb"),
                    """
                    #!/bin/bash
                    sql=${*: -1}
                    echo "$sql" >>%s
                    case $sql in
                        'LOAD MYSQL SERVERS TO RUNTIME')
                            sql='DELETE FROM runtime_mysql_servers; INSERT INTO runtime_mysql_servers SELECT * FROM mysql_servers' ;;
                        'SAVE MYSQL SERVERS TO DISK') sql='DO 0' ;;
                    esac
                    exec %s "${@:1:$#-1}" "$sql" %s
                    """.formatted(told, realClient(), admin.name()));
            assertThat(client.toFile().setExecutable(true)).isTrue();
            String columns =
                    " (hostgroup_id INT, hostname VARCHAR(100), port INT, status VARCHAR(20) DEFAULT 'ONLINE')";
            admin.execute("CREATE TABLE mysql_servers" + columns, "CREATE TABLE runtime_mysql_servers" + columns);
            for (String table : List.of("mysql_servers", "runtime_mysql_servers")) {
                admin.execute(
                        "INSERT INTO " + table
                                + " (hostgroup_id, hostname, port) VALUES (10, 'db1', 3306), (20, 'db1', 3306), (20, 'db2', 3306)");
            }
            SourceConfig login = admin.config();
            Map<String, String> environment = Map.of(
                    "PATH",
                    folder.resolve("bin") + ":" + System.getenv("PATH"),
                    "LANDFALL_SOURCE_HOST",
                    "db1",
                    "LANDFALL_SOURCE_PORT",
                    "3306",
                    "PROXYSQL_HOST",
                    login.host(),
                    "PROXYSQL_PORT",
                    String.valueOf(login.port()),
                    "PROXYSQL_USER",
                    login.user(),
                    "PROXYSQL_WRITERS",
                    "10",
                    "MYSQL_PWD",
                    login.password().value());

            assertThat(run("proxysql.sh", "pre-fence", environment))
                    .isEqualTo(new Ended(0, "proxysql: pre-fence: db1:3306 is 10=ONLINE 20=ONLINE\n"));
            assertThat(run("proxysql.sh", "fenced", environment))
                    .isEqualTo(new Ended(0, "proxysql: fenced: db1:3306 is 10=OFFLINE_SOFT 20=ONLINE\n"));
            assertThat(run("proxysql.sh", "aborted", environment))
                    .isEqualTo(new Ended(0, "proxysql: aborted: db1:3306 is 10=ONLINE 20=ONLINE\n"));
            Ended last = new Ended(0, "proxysql: handed-over: db1:3306 is 10=OFFLINE_SOFT 20=OFFLINE_SOFT\n");
            assertThat(run("proxysql.sh", "handed-over", environment)).isEqualTo(last);
            assertThat(run("proxysql.sh", "handed-over", environment)).isEqualTo(last);
            assertThat(admin.value("SELECT status FROM runtime_mysql_servers WHERE hostname = 'db2'"))
                    .isEqualTo("ONLINE");
            assertThat(Files.readAllLines(told))
                    .containsSubsequence("LOAD MYSQL SERVERS TO RUNTIME", "SAVE MYSQL SERVERS TO DISK");

            Ended offline = run("proxysql.sh", "pre-fence", environment);
            assertThat(offline.exitCode()).isEqualTo(1);
            assertThat(offline.printed()).contains("FAILED: db1:3306 is not online everywhere");
            admin.execute("DROP TABLE runtime_mysql_servers");
            assertThat(run("proxysql.sh", "fenced", environment).exitCode()).isEqualTo(1);
        }
    }

    /** What MaxScale's REST API answers, as far as the script asks for it. */
    @Test
    void maxScaleIsToldOfTheMaintenance() throws Exception {
        List<String> requests = new CopyOnWriteArrayList<>();
        HttpServer maxScale = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        maxScale.createContext("/", exchange -> answer(exchange, requests));
        maxScale.start();
        try {
            Path options = Files.writeString(folder.resolve("curl"), "user = \"admin:secret\"\n");
            Map<String, String> environment = Map.of(
                    "MAXSCALE_URL",
                    "http://127.0.0.1:" + maxScale.getAddress().getPort(),
                    "MAXSCALE_CURL",
                    options.toString(),
                    "MAXSCALE_SERVER",
                    "db1");

            assertThat(run("maxscale.sh", "pre-fence", environment))
                    .isEqualTo(new Ended(0, "maxscale: pre-fence: db1 is: Master, Running\n"));
            Ended fenced = new Ended(0, "maxscale: fenced: db1 is in maintenance (Maintenance, Running)\n");
            assertThat(run("maxscale.sh", "fenced", environment)).isEqualTo(fenced);
            assertThat(run("maxscale.sh", "fenced", environment)).isEqualTo(fenced);
            assertThat(run("maxscale.sh", "aborted", environment))
                    .isEqualTo(new Ended(0, "maxscale: aborted: db1 is out of maintenance (Master, Running)\n"));
            assertThat(requests)
                    .contains(
                            "PUT /v1/servers/db1/set?state=maintenance&force=yes",
                            "PUT /v1/servers/db1/clear?state=maintenance");

            Files.writeString(options, "user = \"admin:wrong\"\n");
            Ended refused = run("maxscale.sh", "fenced", environment);
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.printed()).contains("FAILED: PUT http://127.0.0.1", "401");
        } finally {
            maxScale.stop(0);
        }
    }

    private static void answer(HttpExchange exchange, List<String> requests) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String login = "Basic " + Base64.getEncoder().encodeToString("admin:secret".getBytes(StandardCharsets.UTF_8));
        if (!login.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
            return;
        }
        requests.add(request);
        if (!request.startsWith("GET ")) {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
            return;
        }
        String last =
                requests.stream().filter(earlier -> earlier.startsWith("PUT ")).reduce("", (first, second) -> second);
        byte[] body = ("{\n  \"data\": {\"id\": \"db1\", \"type\": \"servers\", \"attributes\": {\n    \"state\": \""
                        + (last.contains("/set?") ? "Maintenance, Running" : "Master, Running")
                        + "\", \"statistics\": {\"connections\": 0}}}\n}\n")
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void startHaproxy(Voyage voyage) throws IOException {
        mariaDbPort = freePort();
        postgreSqlPort = freePort();
        Path configuration = Files.writeString(folder.resolve("haproxy.cfg"), """
                global
                    stats socket %s mode 600 level admin
                defaults
                    mode tcp
                    timeout connect 5s
                    timeout client 1m
                    timeout server 1m
                listen mariadb
                    bind 127.0.0.1:%d
                    server source %s:%d
                listen postgresql
                    bind 127.0.0.1:%d
                    server target %s:%d disabled
                """.formatted(
                        folder.resolve("haproxy.sock"),
                        mariaDbPort,
                        server.host(),
                        server.port(),
                        postgreSqlPort,
                        voyage.target().server().host(),
                        voyage.target().server().port()));
        startProxy("haproxy", mariaDbPort, "/usr/sbin/haproxy", "-db", "-f", configuration.toString());
    }

    private void startPgBouncer(Voyage voyage) throws IOException {
        pooledPort = freePort();
        Path users = Files.writeString(
                folder.resolve("users.txt"),
                "\"pgbouncer\" \"\"\n\"" + voyage.target().user() + "\" \""
                        + voyage.target().password().value() + "\"\n");
        Path configuration = Files.writeString(folder.resolve("pgbouncer.ini"), """
                [databases]
                %s = host=%s port=%d
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = trust
                auth_file = %s
                admin_users = pgbouncer
                pool_mode = transaction
                ignore_startup_parameters = extra_float_digits
                """.formatted(
                        voyage.target().name(),
                        voyage.target().server().host(),
                        voyage.target().server().port(),
                        pooledPort,
                        users));
        List<String> command = new ArrayList<>(List.of("/usr/sbin/pgbouncer"));
        if (System.getProperty("user.name").equals("root")) {
            // It refuses to run as root.
            command.addAll(List.of("-u", "postgres"));
        }
        command.add(configuration.toString());
        startProxy("pgbouncer", pooledPort, command.toArray(String[]::new));
    }

    private void startProxy(String name, int port, String... command) throws IOException {
        Path log = folder.resolve(name + ".log");
        Process proxy = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        proxies.add(proxy);
        await().atMost(LIMIT).until(() -> !proxy.isAlive() || accepts(port));
        assertThat(proxy.isAlive()).as(Files.readString(log)).isTrue();
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Both scripts at every hook. @param proven what the hook proven does besides */
    private String[] cutover(Voyage voyage, String proven) throws IOException {
        StringBuilder settings = new StringBuilder();
        environment(voyage).forEach((name, value) -> {
            if (!name.startsWith("LANDFALL_")) {
                settings.append(name).append('=').append(value).append(' ');
            }
        });
        String scripts =
                "export " + settings + "&& " + HOOKS.resolve("haproxy.sh") + " && " + HOOKS.resolve("pgbouncer.sh");
        List<String> lines = new ArrayList<>(List.of("cutover:", "  hooks:"));
        for (String hook : List.of("preFence", "fenced", "drained", "proven", "handedOver", "aborted")) {
            lines.add("    " + hook + ": '" + scripts + (hook.equals("proven") ? " && " + proven : "") + "'");
        }
        Path config = Files.write(folder.resolve("landfall.yaml"), lines);
        return new String[] {"cutover", "--config", config.toString(), "--one-way"};
    }

    private Map<String, String> environment(Voyage voyage) {
        return new java.util.HashMap<>(Map.of(
                "LANDFALL_TARGET_DATABASE", voyage.target().name(),
                "HAPROXY_SOCKET", folder.resolve("haproxy.sock").toString(),
                "HAPROXY_SOURCE", "mariadb/source",
                "HAPROXY_TARGET", "postgresql/target",
                "PGBOUNCER_PORT", String.valueOf(pooledPort)));
    }

    private static Ended run(String script, String hook, Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(HOOKS.resolve(script).toString()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("LANDFALL_HOOK", hook);
        Process process = builder.start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), printed);
    }

    private static String realClient() throws IOException {
        return java.util.Arrays.stream(System.getenv("PATH").split(":"))
                .map(path -> Path.of(path, "mariadb"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IOException("no client program mariadb: apt-get install mariadb-client"))
                .toString();
    }

    private void mariaDb(Voyage voyage) throws SQLException {
        SourceConfig login = voyage.source().config();
        ask(
                "jdbc:mariadb://127.0.0.1:" + mariaDbPort + "/" + login.database(),
                login.user(),
                login.password().value());
    }

    private void postgreSql(Voyage voyage) throws SQLException {
        ask(
                "jdbc:postgresql://127.0.0.1:" + postgreSqlPort + "/"
                        + voyage.target().name(),
                voyage.target().user(),
                voyage.target().password().value());
    }

    private static void ask(String url, String user, String password) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        }
    }

    /** Through PgBouncer, which holds it as long as its database is paused. */
    private void insert(Voyage voyage) {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + pooledPort + "/"
                                + voyage.target().name() + "?prepareThreshold=0",
                        voyage.target().user(),
                        "");
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO shop.item (name) VALUES ('early')");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
