using System.Buffers.Binary;
using System.Text;
using Wanctl.Wire.Dns;

namespace Wanctl.Tests.Wire.Dns;

/// <summary>
/// Builds what a name server says, right or wrong, for tests of the reader and for a server of the tests.
/// </summary>
internal sealed class DnsAnswer
{
    private const int FlagsAt = 2;
    private const int AnswersAt = 6;

    private readonly List<byte> _bytes = [];
    private int _answers;

    /// <summary>Begins an answer with the question in it.</summary>
    public DnsAnswer(ushort id, string name, DnsType type, int flags = 0x8180)
    {
        foreach (int number in (int[])[id, flags, 1, 0, 0, 0])
            Number(number);
        Name(name);
        Number((int)type);
        Number(1);
    }

    /// <summary>Where the next byte will stand.</summary>
    public int Length => _bytes.Count;

    /// <summary>The message.</summary>
    public byte[] Bytes
    {
        get
        {
            byte[] bytes = [.. _bytes];
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(AnswersAt), (ushort)_answers);
            return bytes;
        }
    }

    /// <summary>Adds a record; its name is a pointer to <paramref name="at"/>.</summary>
    public DnsAnswer Record(int at, DnsType type, params byte[] data) =>
        Record(() => Number(0xC000 | at), type, data);

    /// <summary>Adds a record under a name that is written out.</summary>
    public DnsAnswer Record(string name, DnsType type, params byte[] data) => Record(() => Name(name), type, data);

    /// <summary>A name's bytes, for the data of an alias.</summary>
    public static byte[] Wire(string name)
    {
        byte[] bytes = new byte[DnsName.Longest];
        return bytes[..DnsName.Write(name, bytes)];
    }

    /// <summary>The flags of a finished message, changed.</summary>
    public static byte[] WithFlags(byte[] message, int flags)
    {
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(FlagsAt), (ushort)flags);
        return message;
    }

    private DnsAnswer Record(Action owner, DnsType type, byte[] data)
    {
        owner();
        foreach (int number in (int[])[(int)type, 1, 0, 60, data.Length])
            Number(number);
        _bytes.AddRange(data);
        _answers++;
        return this;
    }

    private void Name(string name)
    {
        foreach (string label in name.Split('.'))
        {
            _bytes.Add((byte)label.Length);
            _bytes.AddRange(Encoding.ASCII.GetBytes(label));
        }
        _bytes.Add(0);
    }

    private void Number(int number)
    {
        _bytes.Add((byte)(number >> 8));
        _bytes.Add((byte)number);
    }
}
