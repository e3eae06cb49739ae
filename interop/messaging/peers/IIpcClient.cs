// The contract of the remoting peers, in an assembly of its own name: a client calls "IIpcClient, IIpcClient".

public interface IIpcClient
{
    void Send(string data);
}
