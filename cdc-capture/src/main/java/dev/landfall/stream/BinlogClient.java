package dev.landfall.stream;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import com.github.shyiko.mysql.binlog.io.ByteArrayOutputStream;
import com.github.shyiko.mysql.binlog.network.protocol.PacketChannel;
import com.github.shyiko.mysql.binlog.network.protocol.command.Command;
import dev.landfall.source.SourceConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** The binary log client, but that it reads events of any size as they come, where its own way holds two copies of them. */
final class BinlogClient extends BinaryLogClient {
    BinlogClient(SourceConfig source) {
        super(source.host(), source.port(), source.user(), source.password().value());
    }

    /** From here on nothing but events comes. */
    @Override
    protected void requestBinaryLogStream() throws IOException {
        super.requestBinaryLogStream();
        channel = new EventChannel(channel);
    }

    /** Another channel, with its events in one piece. */
    private static final class EventChannel extends PacketChannel {
        private final PacketChannel channel;
        private final ByteArrayInputStream events;

        EventChannel(PacketChannel channel) throws IOException {
            super(new NoSocket());
            this.channel = channel;
            this.events = new ByteArrayInputStream(new JoinedPackets(channel.getInputStream()));
        }

        @Override
        public ByteArrayInputStream getInputStream() {
            return events;
        }

        @Override
        public ByteArrayOutputStream getOutputStream() {
            return channel.getOutputStream();
        }

        @Override
        public byte[] read() throws IOException {
            return channel.read();
        }

        @Override
        public void write(Command command) throws IOException {
            channel.write(command);
        }

        @Override
        public boolean isSSL() {
            return channel.isSSL();
        }

        @Override
        public void setShouldUseSoLinger0() {
            channel.setShouldUseSoLinger0();
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** A channel asks for a socket even where it leaves everything to another one. */
    private static final class NoSocket extends Socket {
        @Override
        public InputStream getInputStream() {
            return InputStream.nullInputStream();
        }

        @Override
        public OutputStream getOutputStream() {
            return OutputStream.nullOutputStream();
        }
    }
}
