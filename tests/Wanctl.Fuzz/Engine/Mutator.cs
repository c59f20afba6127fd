using System.Text;

namespace Wanctl.Fuzz.Engine;

/// <summary>Makes an input of another one: bits, bytes, numbers, words, blocks, pieces of a third.</summary>
public sealed class Mutator
{
    /// <summary>Numbers at which things break: signs, widths, what parses and is none.</summary>
    private static readonly string[] Numbers =
    [
        "0", "-1", "1", "-0", "255", "256", "65535", "65536", "2147483647", "-2147483648", "2147483648", "4294967295",
        "4294967296", "9223372036854775807", "-9223372036854775808", "9223372036854775808", "18446744073709551615",
        "18446744073709551616", "1e308", "1e309", "-1e309", "1e-320", ".5", "5.", "0x10", "0o17", "NaN", ".nan",
        "Infinity", ".inf", "-.inf", "1_000", "1,5", "+1", "00", "1e", "1e9999999999", "99999999999999999999999999999",
    ];

    private static readonly byte[] Telling =
        [0x00, 0x01, 0x0A, 0x0D, 0x20, 0x22, 0x27, 0x2C, 0x7F, 0x80, 0xC0, 0xE0, 0xEF, 0xF0, 0xF1, 0xFE, 0xFF];

    private readonly Random _chance;
    private readonly byte[][] _words;
    private readonly int _bytesMax;

    /// <param name="chance">Where the choices come from.</param>
    /// <param name="words">Words of the target's language.</param>
    /// <param name="bytesMax">What a result is cut to.</param>
    public Mutator(Random chance, IReadOnlyList<string> words, int bytesMax)
    {
        _chance = chance;
        _bytesMax = bytesMax;
        _words = new byte[words.Count][];
        for (int i = 0; i < words.Count; i++)
            _words[i] = Encoding.Latin1.GetBytes(words[i]);
    }

    /// <summary>A changed copy; <paramref name="other"/> is where pieces are taken from.</summary>
    public byte[] Change(byte[] input, byte[] other)
    {
        var bytes = new List<byte>(input);
        // Mostly one or two changes, so that what is around them still makes sense; now and then many.
        int changes = _chance.Next(10) == 0 ? _chance.Next(3, 40) : _chance.Next(1, 3);
        for (int i = 0; i < changes; i++)
            ChangeOnce(bytes, other);
        if (bytes.Count > _bytesMax)
            bytes.RemoveRange(_bytesMax, bytes.Count - _bytesMax);
        return [.. bytes];
    }

    private void ChangeOnce(List<byte> bytes, byte[] other)
    {
        int at = _chance.Next(bytes.Count + 1);
        bool inside = at < bytes.Count;
        switch (_chance.Next(14))
        {
            case 0 when inside:
                bytes[at] ^= (byte)(1 << _chance.Next(8));
                break;
            case 1 when inside:
                bytes[at] = (byte)_chance.Next(256);
                break;
            case 2 when inside:
                bytes[at] = Telling[_chance.Next(Telling.Length)];
                break;
            case 3:
                bytes.Insert(at, Telling[_chance.Next(Telling.Length)]);
                break;
            case 4:
                bytes.RemoveRange(at, Length(bytes.Count - at));
                break;
            case 5:
                Copy(bytes, at);
                break;
            case 6 when other.Length > 0:
                int from = _chance.Next(other.Length);
                bytes.InsertRange(at, other.AsSpan(from, Length(other.Length - from)).ToArray());
                break;
            case 7 when _chance.Next(4) == 0:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 8 or 9:
                ChangeNumber(bytes, at);
                break;
            case 10 or 11 when _words.Length > 0:
                PutWord(bytes, at);
                break;
            case 12:
                ChangeWhole(bytes, at);
                break;
            default:
                DropLine(bytes, at);
                break;
        }
    }

    /// <summary>Mostly short; up to all that there is.</summary>
    private int Length(int most) => Math.Min(most, _chance.Next(4) == 0 ? _chance.Next(most + 1) : _chance.Next(9));

    private void Copy(List<byte> bytes, int at)
    {
        List<byte> piece = bytes.GetRange(at, Length(bytes.Count - at));
        int times = _chance.Next(20) == 0 ? 200 : _chance.Next(1, 4);
        for (int i = 0; i < times && bytes.Count < _bytesMax; i++)
            bytes.InsertRange(at, piece);
    }

    /// <summary>Puts one of the numbers in the place of the next one in the text, or of the next bytes.</summary>
    private void ChangeNumber(List<byte> bytes, int at)
    {
        int from = at;
        while (from < bytes.Count && !char.IsAsciiDigit((char)bytes[from]))
            from++;
        int to = from;
        while (to < bytes.Count && (char.IsAsciiDigit((char)bytes[to]) || bytes[to] is (byte)'.' or (byte)'-'))
            to++;
        bytes.RemoveRange(from, to - from);
        bytes.InsertRange(from, Encoding.ASCII.GetBytes(Numbers[_chance.Next(Numbers.Length)]));
    }

    private void PutWord(List<byte> bytes, int at)
    {
        byte[] word = _words[_chance.Next(_words.Length)];
        if (_chance.Next(2) == 0)
            bytes.RemoveRange(at, Math.Min(word.Length, bytes.Count - at));
        bytes.InsertRange(at, word);
    }

    /// <summary>Puts a telling whole number of 2, 4 or 8 bytes, in either order, over what is there.</summary>
    private void ChangeWhole(List<byte> bytes, int at)
    {
        int width = 2 << _chance.Next(3);
        long value = _chance.Next(4) switch
        {
            0 => _chance.NextInt64(long.MinValue, long.MaxValue),
            1 => 1L << _chance.Next(64),
            2 => -1L << _chance.Next(64),
            _ => _chance.Next(-4, 70_000),
        };
        bool reals = width == 8 && _chance.Next(2) == 0;
        double[] telling = [double.NaN, double.PositiveInfinity, -1, -1e-300, 1e300, 0.5, -0.0, double.Epsilon];
        value = reals ? BitConverter.DoubleToInt64Bits(telling[_chance.Next(telling.Length)]) : value;
        bool back = _chance.Next(2) == 0;
        for (int i = 0; i < width && at + i < bytes.Count; i++)
            bytes[at + i] = (byte)(value >> 8 * (back ? width - 1 - i : i));
    }

    private static void DropLine(List<byte> bytes, int at)
    {
        int from = at;
        while (from > 0 && bytes[from - 1] != '\n')
            from--;
        int to = at;
        while (to < bytes.Count && bytes[to] != '\n')
            to++;
        bytes.RemoveRange(from, Math.Min(to + 1, bytes.Count) - from);
    }
}
