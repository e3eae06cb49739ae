// A peer of the messaging techniques in plain C#, for Mono (-d:MONO) and for .NET Core 3.1.
//
//   Peer listen TECHNIQUE ENDPOINT COUNT     says "ready", then "= " and a message in base64, a line each
//   Peer send   TECHNIQUE ENDPOINT BASE64…   sends the messages
//
// Each technique uses the framework's own classes, as a program that knows nothing of Oxcom does.

using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Pipes;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
#if MONO
using System.Messaging;
using System.Runtime.Remoting.Channels;
using System.Runtime.Remoting.Channels.Ipc;
using System.Runtime.Remoting.Channels.Tcp;
using System.ServiceModel;
using IChannel = System.Runtime.Remoting.Channels.IChannel;
#else
using System.Diagnostics.Tracing;
#endif

static class Peer
{
    static readonly UTF8Encoding Utf8 = new UTF8Encoding(false);
    static readonly ManualResetEventSlim Done = new ManualResetEventSlim();
    static int left;

    static int Main(string[] args)
    {
        string technique = args[1], endpoint = args[2];
        if (args[0] == "listen")
        {
            left = int.Parse(args[3]);
            Listen(technique, endpoint);
            return 0;
        }
        var texts = new List<string>();
        for (int i = 3; i < args.Length; i++) texts.Add(Utf8.GetString(Convert.FromBase64String(args[i])));
        Send(technique, endpoint, texts);
        return 0;
    }

    static void Ready()
    {
        Console.WriteLine("ready");
        Console.Out.Flush();
    }

    // Says the message; true when it was the last.
    public static bool Received(string text)
    {
        lock (Done)
        {
            Console.WriteLine("= " + Convert.ToBase64String(Utf8.GetBytes(text)));
            Console.Out.Flush();
            if (--left == 0) Done.Set();
            return left <= 0;
        }
    }

    // Waits for the last message, and a moment longer for its answer to be written.
    static void WaitForAll()
    {
        Ready();
        Done.Wait();
        Thread.Sleep(300);
    }

    static void Listen(string technique, string endpoint)
    {
        switch (technique)
        {
            case "udp": ListenUdp(endpoint); break;
            case "pipe": ListenPipe(endpoint); break;
#if MONO
            case "remoting-ipc": ListenRemoting(new IpcChannel(endpoint)); break;
            case "remoting-tcp": ListenRemoting(new TcpChannel(int.Parse(endpoint))); break;
            case "queue": ListenQueue(endpoint); break;
            case "com": ComPeer.Listen(WaitForAll); break;
            default: ListenWcf(technique, endpoint); break;
#else
            case "file": ListenFile(endpoint); break;
            default: throw new ArgumentException(technique);
#endif
        }
    }

    static void Send(string technique, string endpoint, List<string> texts)
    {
        switch (technique)
        {
            case "udp": SendUdp(endpoint, texts); break;
            case "pipe": SendPipe(endpoint, texts); break;
#if MONO
            case "remoting-ipc": SendRemoting(new IpcChannel(), "ipc://" + endpoint + "/RemoteObject.rem", texts); break;
            case "remoting-tcp": SendRemoting(new TcpChannel(), "tcp://127.0.0.1:" + endpoint + "/RemoteObject.rem", texts); break;
            case "queue": SendQueue(endpoint, texts); break;
            case "com": ComPeer.Send(texts); break;
            default: SendWcf(technique, endpoint, texts); break;
#else
            case "file": SendFile(endpoint, texts); break;
            case "trace": SendTrace(endpoint, texts); break;
            default: throw new ArgumentException(technique);
#endif
        }
    }

    // ---- UDP

    static void ListenUdp(string port)
    {
        using (var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, int.Parse(port))))
        {
            Ready();
            var from = new IPEndPoint(IPAddress.Any, 0);
            while (!Received(Utf8.GetString(socket.Receive(ref from)))) { }
        }
    }

    static void SendUdp(string port, List<string> texts)
    {
        using (var socket = new UdpClient())
        {
            socket.Connect(IPAddress.Loopback, int.Parse(port));
            foreach (var text in texts)
            {
                var bytes = Utf8.GetBytes(text);
                socket.Send(bytes, bytes.Length);
            }
        }
    }

    // ---- Named pipe

    static void ListenPipe(string name)
    {
        bool last = false, first = true;
        while (!last)
        {
            using (var pipe = new NamedPipeServerStream(name, PipeDirection.In))
            {
                if (first) Ready();
                first = false;
                pipe.WaitForConnection();
                var text = new StreamReader(pipe, Utf8).ReadToEnd();
                last = Received(text.EndsWith("\n") ? text.Substring(0, text.Length - 1) : text);
            }
        }
    }

    static void SendPipe(string name, List<string> texts)
    {
        foreach (var text in texts)
        {
            using (var pipe = new NamedPipeClientStream(".", name, PipeDirection.Out))
            {
                pipe.Connect(10000);
                using (var writer = new StreamWriter(pipe, Utf8)) writer.WriteLine(text);
            }
        }
    }

#if MONO
    // ---- Remoting

    class RemoteObject : MarshalByRefObject, IIpcClient
    {
        void IIpcClient.Send(string data) { Peer.Received(data); }
        public override object InitializeLifetimeService() { return null; }
    }

    static void ListenRemoting(IChannel channel)
    {
        ChannelServices.RegisterChannel(channel, false);
        System.Runtime.Remoting.RemotingServices.Marshal(new RemoteObject(), "RemoteObject.rem", typeof(RemoteObject));
        WaitForAll();
    }

    static void SendRemoting(IChannel channel, string url, List<string> texts)
    {
        ChannelServices.RegisterChannel(channel, false);
        var remote = (IIpcClient)Activator.GetObject(typeof(IIpcClient), url);
        foreach (var text in texts) remote.Send(text);
    }

    // ---- WCF

    [ServiceContract(Name = "IIpcClient")]
    public interface ITwoWay
    {
        [OperationContract] void Send(string data);
    }

    [ServiceContract(Name = "IIpcClient")]
    public interface IOneWay
    {
        [OperationContract(IsOneWay = true)] void Send(string data);
    }

    [ServiceBehavior(InstanceContextMode = InstanceContextMode.Single)]
    class Service : ITwoWay, IOneWay
    {
        public void Send(string data) { Peer.Received(data); }
    }

    static System.ServiceModel.Channels.Binding WcfBinding(string technique)
    {
        if (technique == "wcf-pipe")
            return new NetNamedPipeBinding(NetNamedPipeSecurityMode.None)
            {
                TransferMode = TransferMode.Streamed,
                MaxReceivedMessageSize = 1 << 24,
                ReaderQuotas = { MaxStringContentLength = 1 << 24 },
            };
        return new NetTcpBinding(SecurityMode.None)
        {
            TransferMode = technique == "wcf-tcp-streamed" ? TransferMode.Streamed : TransferMode.Buffered,
            MaxReceivedMessageSize = 1 << 24,
            ReaderQuotas = { MaxStringContentLength = 1 << 24 },
        };
    }

    static void ListenWcf(string technique, string uri)
    {
        var host = new ServiceHost(new Service());
        host.AddServiceEndpoint(technique == "wcf-tcp-oneway" ? typeof(IOneWay) : typeof(ITwoWay), WcfBinding(technique), uri);
        host.Open();
        WaitForAll();
        // Mono's Close waits for its clients; the process ends instead.
        Environment.Exit(0);
    }

    static void SendWcf(string technique, string uri, List<string> texts)
    {
        var address = new EndpointAddress(uri);
        if (technique == "wcf-tcp-oneway")
        {
            var channel = new ChannelFactory<IOneWay>(WcfBinding(technique), address).CreateChannel();
            foreach (var text in texts) channel.Send(text);
            ((IClientChannel)channel).Close();
        }
        else
        {
            var channel = new ChannelFactory<ITwoWay>(WcfBinding(technique), address).CreateChannel();
            foreach (var text in texts) channel.Send(text);
            ((IClientChannel)channel).Close();
        }
        Environment.Exit(0);
    }

    // ---- Message queue, through RabbitMQ

    static MessageQueue OpenQueue(string name)
    {
        Environment.SetEnvironmentVariable("MONO_MESSAGING_PROVIDER", "Mono.Messaging.RabbitMQ.RabbitMQMessagingProvider,Mono.Messaging.RabbitMQ");
        string path = @".\private$\" + name;
        var queue = MessageQueue.Exists(path) ? new MessageQueue(path) : MessageQueue.Create(path);
        queue.Formatter = new XmlMessageFormatter(new[] { typeof(string) });
        return queue;
    }

    static void ListenQueue(string name)
    {
        using (var queue = OpenQueue(name))
        {
            Ready();
            while (!Received((string)queue.Receive(TimeSpan.FromSeconds(60)).Body)) { }
        }
    }

    static void SendQueue(string name, List<string> texts)
    {
        using (var queue = OpenQueue(name))
            foreach (var text in texts) queue.Send(text);
        // Mono's AMQP library leaves a thread behind that never ends.
        Environment.Exit(0);
    }
#else
    // ---- File

    static T WithFile<T>(string path, Func<FileStream, T> action)
    {
        while (true)
        {
            try
            {
                using (var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
                    return action(file);
            }
            catch (IOException) { Thread.Sleep(5); }
        }
    }

    static void ListenFile(string path)
    {
        Ready();
        bool last = false;
        while (!last)
        {
            string text = WithFile(path, file =>
            {
                if (file.Length == 0) return null;
                var read = new StreamReader(file, Utf8).ReadToEnd();
                file.SetLength(0);
                return read;
            });
            if (text == null) Thread.Sleep(5);
            else last = Received(text.EndsWith("\n") ? text.Substring(0, text.Length - 1) : text);
        }
    }

    static void SendFile(string path, List<string> texts)
    {
        foreach (var text in texts)
        {
            var bytes = Utf8.GetBytes(text + "\n");
            while (!WithFile(path, file =>
            {
                if (file.Length != 0) return false;
                file.Write(bytes, 0, bytes.Length);
                return true;
            })) Thread.Sleep(5);
        }
    }

    // ---- Event tracing

    class Source : EventSource
    {
        public readonly ManualResetEventSlim Enabled = new ManualResetEventSlim();

        public Source(string name) : base(name) { }

        protected override void OnEventCommand(EventCommandEventArgs command)
        {
            if (command.Command == EventCommand.Enable) Enabled.Set();
        }

        [Event(1)]
        public void Data(string text) { WriteEvent(1, text); }
    }

    static void SendTrace(string provider, List<string> texts)
    {
        using (var source = new Source(provider))
        {
            source.Enabled.Wait();
            foreach (var text in texts) source.Data(text);
            // EventPipe hands events over every 100 ms.
            Thread.Sleep(1000);
        }
    }
#endif
}
