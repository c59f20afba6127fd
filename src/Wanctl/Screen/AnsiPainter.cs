using System.Text;

namespace Wanctl.Screen;

/// <summary>
/// Turns pages into bytes for a terminal (ECMA-48). Only rows that differ from the previous page are sent, so that a
/// page over a slow connection does not flicker either.
/// </summary>
internal sealed class AnsiPainter(bool colours)
{
    /// <summary>
    /// The alternate screen, cleared, without cursor; <see cref="Leave"/> brings back what was there before.
    /// </summary>
    public const string Enter = "\u001b[?1049h\u001b[2J\u001b[?25l";

    /// <summary>Undoes <see cref="Enter"/>.</summary>
    public const string Leave = "\u001b[0m\u001b[?25h\u001b[?1049l";

    private readonly StringBuilder _text = new();
    private char[] _characters = [];
    private Ink[] _inks = [];
    private byte[] _bytes = [];
    private int _width;
    private int _height;

    /// <summary>
    /// The bytes that bring the terminal from the previous page to this one; valid until the next call.
    /// </summary>
    public ReadOnlySpan<byte> Paint(Canvas page)
    {
        _text.Clear();
        bool whole = page.Width != _width || page.Height != _height;
        if (whole)
            Resize(page);
        for (int row = 0; row < page.Height; row++)
        {
            if (whole || Differs(page, row))
                Paint(page, row);
        }
        return Encode();
    }

    private void Resize(Canvas page)
    {
        _width = page.Width;
        _height = page.Height;
        _characters = new char[_width * _height];
        _inks = new Ink[_width * _height];
        _text.Append("\u001b[0m\u001b[2J");
    }

    private bool Differs(Canvas page, int row) =>
        !page.RowText(row).SequenceEqual(_characters.AsSpan(row * _width, _width))
        || !page.RowInks(row).SequenceEqual(_inks.AsSpan(row * _width, _width));

    private void Paint(Canvas page, int row)
    {
        ReadOnlySpan<char> text = page.RowText(row);
        ReadOnlySpan<Ink> inks = page.RowInks(row);
        text.CopyTo(_characters.AsSpan(row * _width));
        inks.CopyTo(_inks.AsSpan(row * _width));
        _text.Append("\u001b[").Append(row + 1).Append(";1H\u001b[0m");
        int start = 0;
        while (start < text.Length)
        {
            int end = start + 1;
            while (end < text.Length && inks[end] == inks[start])
                end++;
            string code = Code(inks[start]);
            if (code.Length > 0)
                _text.Append("\u001b[").Append(code).Append('m');
            _text.Append(text[start..end]);
            if (code.Length > 0)
                _text.Append("\u001b[0m");
            start = end;
        }
    }

    private ReadOnlySpan<byte> Encode()
    {
        if (_bytes.Length < _text.Length * 3)
            _bytes = new byte[_text.Length * 3];
        int length = 0;
        foreach (ReadOnlyMemory<char> chunk in _text.GetChunks())
            length += Encoding.UTF8.GetBytes(chunk.Span, _bytes.AsSpan(length));
        return _bytes.AsSpan(0, length);
    }

    /// <summary>
    /// Select Graphic Rendition; orange is of the 256 colours, which every terminal of this century has.
    /// </summary>
    private string Code(Ink ink) => ink switch
    {
        Ink.Faint => "2",
        Ink.Strong => "1",
        Ink.PlainBadge => "7",
        >= Ink.GreenBadge when !colours => "1;7",
        _ when !colours => "",
        Ink.Truth => "36",
        Ink.Green => "32",
        Ink.Yellow => "33",
        Ink.Orange => "38;5;208",
        Ink.Red => "91",
        Ink.GreenBadge => "1;30;42",
        Ink.YellowBadge => "1;30;43",
        Ink.OrangeBadge => "1;30;48;5;208",
        Ink.RedBadge => "1;97;41",
        _ => "",
    };
}
