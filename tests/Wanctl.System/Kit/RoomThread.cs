using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace Wanctl.SystemTests.Kit;

/// <summary>
/// A thread of its own with a network namespace of its own. On Linux the namespace belongs to the thread: sockets
/// that it makes and processes that it starts live there, and so do threads that it starts, which is why the thread
/// looks after each deed whether the runtime started one from here (see <see cref="RefuseStrayThreads"/>).
/// </summary>
internal sealed class RoomThread : IDisposable
{
    /// <summary>
    /// Threads of the runtime that run no code of ours and open no sockets: the compiler's and the collector's.
    /// The kernel keeps the first 15 characters of a name.
    /// </summary>
    private static readonly string[] HarmlessThreads = [".NET Tiered", ".NET BGC", ".NET GC"];

    /// <summary>The runtime's threads for sockets and for signals, started once, before there is a room.</summary>
    private static readonly Lazy<bool> RuntimeThreads = new(StartRuntimeThreads);

    private readonly BlockingCollection<Action> _deeds = [];
    private readonly Thread _thread;
    private readonly ManualResetEventSlim _ready = new();
    private Exception? _refusal;
    private int _threadId;
    private string _namespace = "";

    /// <summary>Starts the thread and leaves the machine's network.</summary>
    /// <exception cref="InvalidOperationException">The kernel refused the namespace.</exception>
    public RoomThread(string name)
    {
        _ = RuntimeThreads.Value;
        _thread = new Thread(Work) { IsBackground = true, Name = name };
        _thread.Start();
        _ready.Wait();
        if (_refusal is null) return;
        _thread.Join();
        ExceptionDispatchInfo.Throw(_refusal);
    }

    /// <summary>The namespace's name as the kernel writes it, for instance <c>net:[4026532281]</c>.</summary>
    public string Namespace => _namespace;

    /// <summary>The namespace of the thread that asks.</summary>
    public static string NamespaceOfThisThread =>
        new FileInfo("/proc/thread-self/ns/net").LinkTarget
        ?? throw new IOException("/proc/thread-self/ns/net: no link");

    /// <summary>Runs the deed on the thread and returns what it returned, or throws what it threw.</summary>
    public T Run<T>(Func<T> deed)
    {
        if (Thread.CurrentThread == _thread) return deed();
        // Monitor-based waiting on both sides: a task here would make the room's thread start workers of the pool.
        using ManualResetEventSlim done = new();
        T result = default!;
        Exception? failure = null;
        _deeds.Add(() =>
        {
            try
            {
                result = deed();
                RefuseStrayThreads();
            }
            catch (Exception exception)
            {
                failure = exception;
            }
            finally
            {
                done.Set();
            }
        });
        done.Wait();
        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
        return result;
    }

    public void Dispose()
    {
        if (_deeds.IsAddingCompleted) return;
        _deeds.CompleteAdding();
        _thread.Join();
        _deeds.Dispose();
        _ready.Dispose();
    }

    /// <summary>
    /// The first socket and the first child process of a program make the runtime start threads of its own, which
    /// must not live in a room.
    /// </summary>
    private static bool StartRuntimeThreads()
    {
        new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp).Dispose();
        using Process process = Process.Start("/bin/true");
        process.WaitForExit();
        return true;
    }

    private void Work()
    {
        try
        {
            if (Libc.Unshare(Libc.CloneNewNetwork) != 0) throw Libc.Failure("unshare(CLONE_NEWNET)");
            _threadId = Libc.ThreadId();
            _namespace = NamespaceOfThisThread;
        }
        catch (Exception exception)
        {
            _refusal = exception;
            return;
        }
        finally
        {
            _ready.Set();
        }
        foreach (Action deed in _deeds.GetConsumingEnumerable()) deed();
    }

    /// <summary>
    /// A worker of the pool that was started from here would stay in this namespace for good, and code of an
    /// unrelated test that runs on it would find no network. Better one clear failure at the cause.
    /// </summary>
    private void RefuseStrayThreads()
    {
        foreach (string folder in Directory.EnumerateDirectories("/proc/self/task"))
        {
            if (int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture) == _threadId) continue;
            string name;
            try
            {
                if (new FileInfo(folder + "/ns/net").LinkTarget != _namespace) continue;
                name = File.ReadAllText(folder + "/comm").Trim();
            }
            catch (IOException)
            {
                continue; // The thread ended meanwhile.
            }
            if (Array.Exists(HarmlessThreads, known => name.StartsWith(known, StringComparison.Ordinal))) continue;
            throw new InvalidOperationException(
                $"the work given to NetworkRoom.Run started the thread '{name}' inside the room. Make only the "
                + "socket or start only the process there; start threads, tasks and asynchronous calls outside.");
        }
    }
}
