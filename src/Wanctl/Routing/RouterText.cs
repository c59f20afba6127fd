using System.Text;

namespace Wanctl.Routing;

/// <summary>Text as the command line of RouterOS takes it.</summary>
internal static class RouterText
{
    /// <summary>A value between quotes; what would end them or begin a variable is escaped.</summary>
    public static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (char letter in value)
        {
            if (letter is '"' or '\\' or '$')
                text.Append('\\');
            text.Append(letter);
        }
        return text.Append('"').ToString();
    }

    /// <summary>
    /// A value as it is where it has letters, digits and <c>_ . : / - @ !</c> only, else between quotes.
    /// </summary>
    public static string Value(string value)
    {
        foreach (char letter in value)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && !"_.:/-@!".Contains(letter))
                return Quote(value);
        }
        return value.Length == 0 ? Quote(value) : value;
    }
}
